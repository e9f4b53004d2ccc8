export { ComputeRecommendations } from './compute-recommendations.js';
export { RecommendationJobModule, RecommendationsModule } from './recommendations.module.js';
