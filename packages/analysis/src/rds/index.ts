export * from './parameter-formula.js';
