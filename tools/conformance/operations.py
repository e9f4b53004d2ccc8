"""Calls every operation over the whole fleet, with every `include` and without."""

from dataclasses import dataclass, field
from typing import Any, Iterator

from client import Endpoint


@dataclass
class Inventory:
    """What the fleet holds, by ARN or name: the other checks start from it."""

    clusters: list[str] = field(default_factory=list)
    services: dict[str, list[str]] = field(default_factory=dict)
    tasks: dict[str, list[str]] = field(default_factory=dict)
    container_instances: dict[str, list[str]] = field(default_factory=dict)
    task_definitions: set[str] = field(default_factory=set)
    instances: list[str] = field(default_factory=list)
    databases: list[str] = field(default_factory=list)
    log_groups: list[str] = field(default_factory=list)


def chunks(items: list[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def check_operations(endpoint: Endpoint) -> Inventory:
    inventory = Inventory()
    identity = endpoint.call("sts", "GetCallerIdentity")
    endpoint.report.expect(identity["Arn"].split(":")[4] == identity["Account"], "GetCallerIdentity: Arn of another account")
    role = f"arn:aws:iam::{identity['Account']}:role/conformance"
    endpoint.call("sts", "AssumeRole", RoleArn=role, RoleSessionName="conformance")
    walk_clusters(endpoint, inventory)
    for arn in sorted(inventory.task_definitions):
        endpoint.call("ecs", "DescribeTaskDefinition", taskDefinition=arn, include=["TAGS"])
    walk_rest(endpoint, inventory)
    for what in ("clusters", "instances", "databases", "log_groups"):
        endpoint.report.expect(bool(getattr(inventory, what)), f"the fleet has no {what}: nothing was checked")
    return inventory


def walk_clusters(endpoint: Endpoint, inventory: Inventory) -> None:
    inventory.clusters = list_all(endpoint, "ecs", "ListClusters", "clusterArns", "nextToken")
    endpoint.call("ecs", "DescribeClusters", clusters=inventory.clusters)
    flags = ["ATTACHMENTS", "CONFIGURATIONS", "SETTINGS", "STATISTICS", "TAGS"]
    endpoint.call("ecs", "DescribeClusters", clusters=inventory.clusters, include=flags)
    for cluster in inventory.clusters:
        services = list_all(endpoint, "ecs", "ListServices", "serviceArns", "nextToken", cluster=cluster)
        inventory.services[cluster] = services
        for batch in chunks(services, 10):
            described = describe(endpoint, "DescribeServices", "services", "serviceArn", cluster, batch)
            inventory.task_definitions |= {service["taskDefinition"] for service in described}
        walk_tasks(endpoint, inventory, cluster)


def walk_tasks(endpoint: Endpoint, inventory: Inventory, cluster: str) -> None:
    tasks: list[str] = []
    for status in ("RUNNING", "STOPPED"):
        listed = list_all(endpoint, "ecs", "ListTasks", "taskArns", "nextToken", cluster=cluster, desiredStatus=status)
        for batch in chunks(listed, 100):
            for task in describe(endpoint, "DescribeTasks", "tasks", "taskArn", cluster, batch):
                endpoint.report.expect(task["desiredStatus"] == status, f"DescribeTasks: desiredStatus is not {status}")
                inventory.task_definitions.add(task["taskDefinitionArn"])
        tasks += listed
    inventory.tasks[cluster] = tasks
    instances = list_all(
        endpoint, "ecs", "ListContainerInstances", "containerInstanceArns", "nextToken", cluster=cluster
    )
    inventory.container_instances[cluster] = instances
    for batch in chunks(instances, 100):
        describe(endpoint, "DescribeContainerInstances", "containerInstances", "containerInstanceArn", cluster, batch)


def describe(endpoint: Endpoint, operation: str, member: str, key: str, cluster: str, batch: list[str]) -> list[dict]:
    """Describes with and without `include`; exactly what was asked comes back, or is a failure."""
    include = ["TAGS", "CONTAINER_INSTANCE_HEALTH"] if operation == "DescribeContainerInstances" else ["TAGS"]
    endpoint.call("ecs", operation, cluster=cluster, **{member: batch})
    answer = endpoint.call("ecs", operation, cluster=cluster, include=include, **{member: batch})
    found = [record[key] for record in answer[member]]
    missing = [failure["arn"] for failure in answer["failures"]]
    endpoint.report.expect(sorted(found + missing) == sorted(batch), f"{operation}: not what was asked")
    return answer[member]


def walk_rest(endpoint: Endpoint, inventory: Inventory) -> None:
    reservations = endpoint.call("ec2", "DescribeInstances")["Reservations"]
    inventory.instances = [one["InstanceId"] for group in reservations for one in group["Instances"]]
    running = endpoint.call("ec2", "DescribeInstances", Filters=[{"Name": "instance-state-name", "Values": ["running"]}])
    states = {one["State"]["Name"] for group in running["Reservations"] for one in group["Instances"]}
    endpoint.report.expect(states <= {"running"}, f"DescribeInstances: filter answers {states}")
    databases = endpoint.call("rds", "DescribeDBInstances")["DBInstances"]
    inventory.databases = [one["DBInstanceIdentifier"] for one in databases]
    for name in inventory.databases:
        one = endpoint.call("rds", "DescribeDBInstances", DBInstanceIdentifier=name)["DBInstances"]
        endpoint.report.expect(len(one) == 1, f"DescribeDBInstances: {len(one)} answers for one name")
    endpoint.call("autoscaling", "DescribeAutoScalingGroups")
    for operation in ("DescribeScalableTargets", "DescribeScalingPolicies", "DescribeScalingActivities"):
        endpoint.call("application-autoscaling", operation, ServiceNamespace="ecs")
    walk_activities(endpoint)
    groups = endpoint.call("logs", "DescribeLogGroups")["logGroups"]
    inventory.log_groups = [group["logGroupName"] for group in groups]


def walk_activities(endpoint: Endpoint) -> None:
    """Not-scaled activities come only when they are asked for; the order is newest first."""
    plain = all_activities(endpoint)
    every = all_activities(endpoint, IncludeNotScaledActivities=True)
    endpoint.report.count("scaling activities", len(every))
    endpoint.report.expect(
        all(not activity.get("NotScaledReasons") for activity in plain), "DescribeScalingActivities: not-scaled unasked"
    )
    endpoint.report.expect(len(every) >= len(plain), "DescribeScalingActivities: fewer with not-scaled ones")
    starts = [activity["StartTime"] for activity in every]
    endpoint.report.expect(starts == sorted(starts, reverse=True), "DescribeScalingActivities: not newest first")


def all_activities(endpoint: Endpoint, **parameters: Any) -> list[dict]:
    return list_all(
        endpoint,
        "application-autoscaling",
        "DescribeScalingActivities",
        "ScalingActivities",
        "NextToken",
        ServiceNamespace="ecs",
        **parameters,
    )


def list_all(
    endpoint: Endpoint, service: str, operation: str, member: str, token: str, /, **parameters: Any
) -> list:
    items: list = []
    page: dict = {}
    while True:
        answer = endpoint.call(service, operation, **parameters, **page)
        items += answer[member]
        if token not in answer:
            return items
        page = {token: answer[token]}
