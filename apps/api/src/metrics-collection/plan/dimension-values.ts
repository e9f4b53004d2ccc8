import type { CatalogueMetric, DimensionSource } from '@danji/shared';
import type { FleetResource } from './resource-facts.js';

export interface Dimension {
  Name: string;
  Value: string;
}

/**
 * The dimensions under which a resource publishes a metric: usually one set, none where a value is unknown, several for
 * a capacity provider of several clusters.
 */
export function dimensionSets(
  item: Pick<CatalogueMetric, 'dimensions'>,
  resource: FleetResource,
): Dimension[][] {
  return Object.entries(item.dimensions).reduce<Dimension[][]>(
    (sets, [Name, source]) =>
      sets.flatMap((set) => valuesOf(source, resource).map((Value) => [...set, { Name, Value }])),
    [[]],
  );
}

/** Dimensions of a set that do not follow from the resource alone: they belong to the name of the series. */
export function furtherDimensions(
  item: Pick<CatalogueMetric, 'dimensions'>,
  dimensions: readonly Dimension[],
): Dimension[] {
  return dimensions.filter(({ Name }) => {
    const source = item.dimensions[Name];
    return source === undefined || source === 'clusterNames';
  });
}

function valuesOf(source: DimensionSource, resource: FleetResource): string[] {
  if (source === 'clusterNames') return [...resource.clusterNames];
  const value = valueOf(source, resource);
  return value === null || value === undefined || value === '' ? [] : [value];
}

function valueOf(
  source: Exclude<DimensionSource, 'clusterNames'>,
  resource: FleetResource,
): string | null | undefined {
  if (source.startsWith('tag:')) return resource.tags[source.slice(4)];
  if (source.startsWith('attribute:')) {
    const value = (resource.attributes as Record<string, unknown> | null)?.[source.slice(10)];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
  }
  return resource[source as 'name' | 'nativeId' | 'arn' | 'parentName' | 'parentNativeId'];
}

/** Dimensions as they are stored and named: `a=b,c=d` with names sorted, '' for none. */
export function dimensionText(dimensions: readonly Dimension[]): string {
  return dimensions
    .map(({ Name, Value }) => `${encodeDimension(Name)}=${encodeDimension(Value)}`)
    .sort()
    .join(',');
}

/** What would end a value in a metric's name is written as in a URL: `,` `=` `{` `}`, and `%` itself. */
function encodeDimension(text: string): string {
  return text.replaceAll(
    /[%,={}]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** The same whatever the order. */
export function dimensionKey(dimensions: readonly Dimension[]): string {
  return JSON.stringify(dimensions.map(({ Name, Value }) => [Name, Value]).sort());
}
