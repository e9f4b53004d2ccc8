export { EventQueueReader, type ReaderParts } from './event-queue-reader.js';
