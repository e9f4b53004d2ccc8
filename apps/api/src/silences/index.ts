export { SilencesModule } from './silences.module.js';
