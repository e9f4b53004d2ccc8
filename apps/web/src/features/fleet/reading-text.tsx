import type { Unit } from '@danji/shared';
import { Fact } from '@/components/ui/fact';
import { formatValue } from '@/lib/format/value';
import type { Reading } from './metric-figure';

/** A figure of a table cell with its provenance; a dash where there is no data. */
export function ReadingText({ reading, className }: { reading: Reading | null; className?: string }) {
  if (!reading || reading.value === null) return <span className="text-faint">–</span>;
  const unit = reading.fact.k === 'metric' ? (reading.fact.unit as Unit) : 'none';
  return (
    <Fact of={reading.fact} value={reading.value} {...(className ? { className } : {})}>
      {formatValue(reading.value, unit)}
    </Fact>
  );
}
