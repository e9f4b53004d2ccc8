"""Pages every list in small steps: together they are the whole, nothing twice, no page above its size."""

from typing import Any, Callable

from client import Endpoint
from operations import Inventory, list_all


def check_paging(endpoint: Endpoint, inventory: Inventory) -> None:
    pages = Pages(endpoint)
    pages.check("ecs", "ListClusters", "clusterArns", "nextToken", "maxResults", (1, 2, 100))
    for cluster in inventory.clusters:
        for operation, member in (
            ("ListServices", "serviceArns"),
            ("ListTasks", "taskArns"),
            ("ListContainerInstances", "containerInstanceArns"),
        ):
            pages.check("ecs", operation, member, "nextToken", "maxResults", (7, 100), cluster=cluster)
    for operation, member, sizes in (
        ("DescribeScalableTargets", "ScalableTargets", (3, 50)),
        ("DescribeScalingPolicies", "ScalingPolicies", (3, 10)),
        ("DescribeScalingActivities", "ScalingActivities", (13, 50)),
    ):
        pages.check(
            "application-autoscaling", operation, member, "NextToken", "MaxResults", sizes, ServiceNamespace="ecs"
        )
    pages.check("autoscaling", "DescribeAutoScalingGroups", "AutoScalingGroups", "NextToken", "MaxRecords", (1, 100))
    pages.check("ec2", "DescribeInstances", "Reservations", "NextToken", "MaxResults", (5, 1000))
    pages.check("rds", "DescribeDBInstances", "DBInstances", "Marker", "MaxRecords", (20, 100))
    pages.check("logs", "DescribeLogGroups", "logGroups", "nextToken", "limit", (4, 50))


class Pages:
    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint

    def check(
        self,
        service: str,
        operation: str,
        member: str,
        token: str,
        size: str,
        sizes: tuple[int, ...],
        /,
        **parameters: Any,
    ) -> None:
        # Tasks come and go while we page: only what is in the list before and after must be in every paging.
        listed = lambda: {key(item) for item in list_all(self.endpoint, service, operation, member, token, **parameters)}
        before = listed()
        walks = {one: self.walk(service, operation, member, token, {size: one}, parameters) for one in sizes}
        after = listed()
        for one, keys in walks.items():
            lost = (before & after) - set(keys)
            foreign = set(keys) - (before | after)
            self.endpoint.report.expect(len(set(keys)) == len(keys), f"{operation} by {one}: an item came twice")
            self.endpoint.report.expect(not lost, f"{operation} by {one}: {len(lost)} items lost")
            self.endpoint.report.expect(len(foreign) <= 5, f"{operation} by {one}: {len(foreign)} items of no list")

    def walk(
        self, service: str, operation: str, member: str, token: str, size: dict[str, int], parameters: dict[str, Any]
    ) -> list[str]:
        keys: list[str] = []
        page: dict[str, str] = {}
        limit = next(iter(size.values()))
        while True:
            answer = self.endpoint.call(service, operation, **parameters, **size, **page)
            self.endpoint.report.count("pages")
            self.endpoint.report.expect(len(answer[member]) <= limit, f"{operation}: page above {limit}")
            if token in answer:
                self.endpoint.report.expect(len(answer[member]) == limit, f"{operation}: short page with a token")
            keys += [key(item) for item in answer[member]]
            if token not in answer:
                return keys
            page = self.next_page(token, answer[token])

    def next_page(self, token: str, value: str) -> dict[str, str]:
        """The parameter that asks for the page after an answer; most services take the token under its own name."""
        return {token: value}


def key(item: Any) -> str:
    if isinstance(item, str):
        return item
    readers: tuple[Callable[[dict], Any], ...] = (
        lambda record: record.get("ActivityId"),
        lambda record: record.get("serviceDeploymentArn"),
        lambda record: record.get("capacityProviderArn"),
        lambda record: record.get("PolicyARN"),
        lambda record: record.get("ScheduledActionARN"),
        lambda record: record.get("ResourceId"),
        lambda record: record.get("AutoScalingGroupARN"),
        lambda record: record.get("ReservationId"),
        lambda record: record.get("DBInstanceArn"),
        lambda record: record.get("DBClusterArn"),
        lambda record: record.get("ResourceIdentifier"),
        lambda record: record.get("ParameterName"),
        lambda record: record.get("CertificateIdentifier"),
        lambda record: record.get("Date") and f"{record['Date']} {record['SourceIdentifier']} {record['Message']}",
        lambda record: record.get("Engine") and f"{record['Engine']} {record.get('EngineVersion', record.get('MajorEngineVersion'))}",
        lambda record: record.get("logGroupName"),
        lambda record: record.get("RuleArn"),
        lambda record: record.get("ListenerArn"),
        lambda record: record.get("TargetGroupArn"),
        lambda record: record.get("LoadBalancerArn"),
        lambda record: record.get("CanaryName"),
        lambda record: record.get("Name"),
    )
    return next(str(value) for value in (reader(item) for reader in readers) if value is not None)
