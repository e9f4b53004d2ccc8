/** How fields of forms look; 16 px on the phone, where a browser would zoom in otherwise. */
export const INPUT =
  'h-7 min-w-0 rounded-control border border-line-strong bg-surface px-2 text-table placeholder:text-faint max-rail:h-11 max-rail:text-[16px]';
export const LABEL = 'flex min-w-0 flex-col gap-1 text-small text-muted max-phone:basis-full';
