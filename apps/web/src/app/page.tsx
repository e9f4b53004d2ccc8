export default function OverviewPage() {
  return <h1 className="text-title font-bold">Overview</h1>;
}
