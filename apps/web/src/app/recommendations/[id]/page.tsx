import { RecommendationPage } from '@/features/recommendations';

/** What exactly should change, why, and how do we know? */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <RecommendationPage id={id} />;
}
