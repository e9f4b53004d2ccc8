export { RecommendationsPage } from './recommendations-page';
export { RecommendationPage } from './recommendation-page';
