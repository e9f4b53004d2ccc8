import { STOP_CAUSES, TASK_TRIGGERS, type StopCause, type TaskTrigger } from '@danji/shared';

/** Groups of lastStatus that the API takes as `state`. */
export const STATE_GROUPS = ['starting', 'running', 'stopping', 'stopped'] as const;
export type StateGroup = (typeof STATE_GROUPS)[number];

/** What the page filters by; an empty list or null filters nothing. */
export interface TaskFilters {
  cluster: string | null;
  service: string | null;
  state: string[];
  cause: string[];
  trigger: string[];
  stopCode: string[];
  az: string[];
  launchType: string[];
  capacityProvider: string[];
  /** `family:revision` each. */
  definition: string[];
  abnormal: boolean | null;
  q: string | null;
}
export type FilterPatch = Partial<TaskFilters>;

export const NO_FILTERS: TaskFilters = {
  cluster: null,
  service: null,
  state: [],
  cause: [],
  trigger: [],
  stopCode: [],
  az: [],
  launchType: [],
  capacityProvider: [],
  definition: [],
  abnormal: null,
  q: null,
};

/** Facets that the explorer offers, in the order of the questions: where, how it is, why it ended. */
export const FACETS = [
  'cluster',
  'service',
  'definition',
  'state',
  'trigger',
  'cause',
  'stopCode',
  'az',
  'launchType',
  'capacityProvider',
] as const;
export type Facet = (typeof FACETS)[number];

const isCause = (value: string): value is StopCause => STOP_CAUSES.some((cause) => cause === value);
const isTrigger = (value: string): value is TaskTrigger => TASK_TRIGGERS.some((trigger) => trigger === value);
const isState = (value: string): value is StateGroup => STATE_GROUPS.some((state) => state === value);

/** A service has a handful of revisions and a fleet thousands: they are counted where they can be told apart. */
export function facetsFor({ service, definition }: TaskFilters): Facet[] {
  const few = service !== null || definition.length > 0;
  return FACETS.filter((facet) => facet !== 'definition' || few);
}

/** Causes are those of the contract: another word in the URL would be refused by the API, so it is left out here. */
export function taskParams(filters: TaskFilters): Record<string, string | boolean | string[] | null> {
  return {
    cluster: filters.cluster,
    service: filters.service,
    state: filters.state,
    cause: filters.cause.filter(isCause),
    trigger: filters.trigger.filter(isTrigger),
    stopCode: filters.stopCode,
    az: filters.az,
    launchType: filters.launchType,
    capacityProvider: filters.capacityProvider,
    definition: filters.definition,
    abnormal: filters.abnormal,
    q: filters.q,
  };
}

/** What the list is narrowed to, as a figure on the page says of itself: one text per filter. */
export function narrowing(filters: TaskFilters): Record<string, string> {
  return Object.fromEntries(
    Object.entries(taskParams(filters)).flatMap(([name, value]) => {
      const text = Array.isArray(value) ? value.join(',') : value === null ? '' : String(value);
      return text === '' ? [] : [[name, text]];
    }),
  );
}

/** A node id is `phase:state`; triggers, causes and states of now can be filtered by, stretches of life cannot. */
export function filterOfNode(id: string): FilterPatch | null {
  const [phase = '', state = ''] = id.split(':');
  if (phase === 'trigger' && isTrigger(state)) return { trigger: [state] };
  if (phase !== 'end') return null;
  if (isState(state)) return { state: [state] };
  return isCause(state) ? { cause: [state] } : null;
}

/** Whether the filters already hold everything that the patch asks for. */
export function holds(filters: TaskFilters, patch: FilterPatch): boolean {
  return (Object.keys(patch) as (keyof TaskFilters)[]).every((name) => {
    const [wanted, have] = [patch[name], filters[name]];
    if (Array.isArray(wanted) && Array.isArray(have)) return wanted.every((value) => have.includes(value));
    return wanted === have;
  });
}

/** Filters by the patch, or, where they do already, no longer. */
export function togglePatch(filters: TaskFilters, patch: FilterPatch): TaskFilters {
  if (!holds(filters, patch)) return { ...filters, ...patch };
  const cleared = Object.fromEntries(
    (Object.keys(patch) as (keyof TaskFilters)[]).map((name) => [name, NO_FILTERS[name]]),
  );
  return { ...filters, ...cleared };
}

/** Adds or removes one value of a facet; cluster and service take one value at a time. */
export function toggleFacet(filters: TaskFilters, facet: Facet, value: string): TaskFilters {
  if (facet === 'cluster' || facet === 'service')
    return { ...filters, [facet]: filters[facet] === value ? null : value };
  const have = filters[facet];
  const next = have.includes(value) ? have.filter((each) => each !== value) : [...have, value];
  return { ...filters, [facet]: next };
}

export function selectedValues(filters: TaskFilters, facet: Facet): string[] {
  const value = filters[facet];
  return Array.isArray(value) ? value : value === null ? [] : [value];
}

export interface Chip {
  key: string;
  name: keyof TaskFilters;
  /** What is filtered for, as the URL has it; the page finds its words. */
  value: string;
  without: TaskFilters;
}

/** One chip per value that filters, each with the filters that remain when it is taken away. */
export function chips(filters: TaskFilters): Chip[] {
  return (Object.keys(NO_FILTERS) as (keyof TaskFilters)[]).flatMap((name): Chip[] => {
    const value = filters[name];
    if (value === null || value === '') return [];
    if (!Array.isArray(value))
      return [{ key: name, name, value: String(value), without: { ...filters, [name]: null } }];
    return value.map((each) => ({
      key: `${name}:${each}`,
      name,
      value: each,
      without: { ...filters, [name]: value.filter((other) => other !== each) },
    }));
  });
}
