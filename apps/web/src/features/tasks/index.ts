export { TasksPage } from './explorer/tasks-page';
export { TaskPage } from './detail/task-page';
export { TaskPanel } from './detail/task-panel';
export { PhaseBar } from './detail/phase-bar';
export { useTaskColumns } from './explorer/task-columns';
