export { InteractiveAwsModule } from './interactive-aws.module.js';
export { InteractivePlaces } from './interactive-places.js';
