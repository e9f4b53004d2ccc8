import { ServicePage } from '@/features/service';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <ServicePage id={decodeURIComponent((await params).id)} />;
}
