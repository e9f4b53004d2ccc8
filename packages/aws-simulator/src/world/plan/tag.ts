/** A tag of anything in the plan: what people wrote down (as Terraform would hold it), constant over the run. */
export interface Tag {
  key: string;
  value: string;
}
