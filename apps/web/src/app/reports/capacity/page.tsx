/** The review of the week that runs; the same page as that of a given week. */
export { default, generateMetadata } from '../weekly/[week]/page';
