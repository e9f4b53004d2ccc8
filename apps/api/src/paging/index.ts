export { Conditions, containing } from './conditions.js';
export { CursorTime, decodeCursor, encodeCursor } from './cursor.js';
export { addLabels, type Labels } from './label-filter.js';
export { countSql, toPage } from './page.js';
