import { ImagePage } from '@/features/ec2';

/** Is this image still there and current, and what runs it? */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <ImagePage id={id} />;
}
