"""What ECS keeps beside the running services: revisions, capacity providers, service deployments, task sets, protection."""

from client import Endpoint
from errors import provoke
from operations import Inventory, chunks, list_all
from paging import Pages

ALWAYS_PRESENT: dict[str, dict[str, tuple[str, ...]]] = {
    "ecs": {
        "ListTaskDefinitionsResponse": ("taskDefinitionArns",),
        "DescribeCapacityProvidersResponse": ("capacityProviders", "failures"),
        "CapacityProvider": ("capacityProviderArn", "name", "status", "tags"),
        "ListServiceDeploymentsResponse": ("serviceDeployments",),
        "ServiceDeploymentBrief": (
            "serviceDeploymentArn",
            "serviceArn",
            "clusterArn",
            "createdAt",
            "targetServiceRevisionArn",
            "status",
        ),
        "DescribeServiceDeploymentsResponse": ("serviceDeployments", "failures"),
        "ServiceDeployment": (
            "serviceDeploymentArn",
            "serviceArn",
            "clusterArn",
            "createdAt",
            "updatedAt",
            "targetServiceRevision",
            "status",
            "deploymentConfiguration",
        ),
        "ServiceRevisionSummary": ("arn", "requestedTaskCount", "runningTaskCount", "pendingTaskCount"),
        "DescribeServiceRevisionsResponse": ("serviceRevisions", "failures"),
        "ServiceRevision": ("serviceRevisionArn", "serviceArn", "clusterArn", "taskDefinition", "createdAt"),
        "DescribeTaskSetsResponse": ("taskSets", "failures"),
        "TaskSet": (
            "id",
            "taskSetArn",
            "serviceArn",
            "clusterArn",
            "status",
            "taskDefinition",
            "computedDesiredCount",
            "pendingCount",
            "runningCount",
            "createdAt",
            "updatedAt",
            "scale",
            "stabilityStatus",
            "stabilityStatusAt",
        ),
        "GetTaskProtectionResponse": ("protectedTasks", "failures"),
        "ProtectedTask": ("taskArn", "protectionEnabled"),
    },
}


def check(endpoint: Endpoint, inventory: Inventory) -> None:
    check_task_definitions(endpoint)
    check_capacity_providers(endpoint)
    for cluster, services in inventory.services.items():
        for service in services:
            check_service(endpoint, cluster, service)
    check_protection(endpoint, inventory)
    check_pages(endpoint, inventory)
    provoke(endpoint, cases(inventory))


def check_task_definitions(endpoint: Endpoint) -> None:
    lists = {
        status: list_all(endpoint, "ecs", "ListTaskDefinitions", "taskDefinitionArns", "nextToken", status=status)
        for status in ("ACTIVE", "INACTIVE")
    }
    endpoint.report.expect(not set(lists["ACTIVE"]) & set(lists["INACTIVE"]), "ListTaskDefinitions: ACTIVE and INACTIVE")
    endpoint.report.count("task definitions", sum(map(len, lists.values())))
    for status, arns in lists.items():
        for arn in arns[:: max(1, len(arns) // 20)]:
            told = endpoint.call("ecs", "DescribeTaskDefinition", taskDefinition=arn)["taskDefinition"]["status"]
            endpoint.report.expect(told == status, f"DescribeTaskDefinition: {told}, listed as {status}")
    down = list_all(endpoint, "ecs", "ListTaskDefinitions", "taskDefinitionArns", "nextToken", sort="DESC")
    endpoint.report.expect(down == lists["ACTIVE"][::-1], "ListTaskDefinitions: DESC is not ASC turned round")


def check_capacity_providers(endpoint: Endpoint) -> None:
    answer = endpoint.call("ecs", "DescribeCapacityProviders", include=["TAGS"])
    names = {one["name"] for one in answer["capacityProviders"]}
    endpoint.report.expect({"FARGATE", "FARGATE_SPOT"} <= names, f"DescribeCapacityProviders: {sorted(names)}")
    missing = endpoint.call("ecs", "DescribeCapacityProviders", capacityProviders=["nothing"])["failures"]
    endpoint.report.expect([one["reason"] for one in missing] == ["MISSING"], "DescribeCapacityProviders: no failure")


def check_service(endpoint: Endpoint, cluster: str, service: str) -> None:
    """Every deployment of a service and what it ran; or its task sets."""
    listed = list_all(
        endpoint, "ecs", "ListServiceDeployments", "serviceDeployments", "nextToken", cluster=cluster, service=service
    )
    created = [one["createdAt"] for one in listed]
    endpoint.report.expect(created == sorted(created, reverse=True), "ListServiceDeployments: not newest first")
    for batch in chunks([one["serviceDeploymentArn"] for one in listed], 20):
        answer = endpoint.call("ecs", "DescribeServiceDeployments", serviceDeploymentArns=batch)
        endpoint.report.count("service deployments", len(answer["serviceDeployments"]))
        endpoint.report.expect(not answer["failures"], "DescribeServiceDeployments: a listed one is missing")
    for batch in chunks([one["targetServiceRevisionArn"] for one in listed], 20):
        answer = endpoint.call("ecs", "DescribeServiceRevisions", serviceRevisionArns=batch)
        endpoint.report.expect(not answer["failures"], "DescribeServiceRevisions: a listed one is missing")
    sets = endpoint.call("ecs", "DescribeTaskSets", cluster=cluster, service=service, include=["TAGS"])["taskSets"]
    endpoint.report.expect(bool(sets) != bool(listed), f"{service}: either task sets or service deployments")
    endpoint.report.count("task sets", len(sets))


def check_protection(endpoint: Endpoint, inventory: Inventory) -> None:
    for cluster, tasks in inventory.tasks.items():
        for batch in chunks(tasks, 100):
            answer = endpoint.call("ecs", "GetTaskProtection", cluster=cluster, tasks=batch)
            told = len(answer["protectedTasks"]) + len(answer["failures"])
            endpoint.report.expect(told == len(batch), "GetTaskProtection: not what was asked")
            for one in answer["protectedTasks"]:
                dated = ("expirationDate" in one) == one["protectionEnabled"]
                endpoint.report.expect(dated, "GetTaskProtection: a date without protection, or none with it")


def check_pages(endpoint: Endpoint, inventory: Inventory) -> None:
    pages = Pages(endpoint)
    pages.check("ecs", "ListTaskDefinitions", "taskDefinitionArns", "nextToken", "maxResults", (61, 100))
    pages.check("ecs", "DescribeCapacityProviders", "capacityProviders", "nextToken", "maxResults", (1, 10))
    cluster = inventory.clusters[0]
    pages.check(
        "ecs",
        "ListServiceDeployments",
        "serviceDeployments",
        "nextToken",
        "maxResults",
        (1, 100),
        cluster=cluster,
        service=inventory.services[cluster][0],
    )


def cases(inventory: Inventory) -> list[tuple[str, str, str, dict]]:
    cluster = inventory.clusters[0]
    service = inventory.services[cluster][0]
    invalid = "InvalidParameterException"
    rows: list[tuple[str, str, dict]] = [
        ("ListTaskDefinitions", invalid, {"maxResults": 101}),
        ("ListTaskDefinitions", invalid, {"status": "TIRED"}),
        ("ListTaskDefinitions", invalid, {"nextToken": "garbage"}),
        ("DescribeCapacityProviders", invalid, {"maxResults": 11}),
        ("DescribeCapacityProviders", "ClusterNotFoundException", {"cluster": "nowhere"}),
        ("ListServiceDeployments", invalid, {"cluster": cluster}),
        ("ListServiceDeployments", "ServiceNotFoundException", {"cluster": cluster, "service": "nothing"}),
        ("ListServiceDeployments", "ClusterNotFoundException", {"cluster": "nowhere", "service": "nothing"}),
        ("ListServiceDeployments", invalid, {"cluster": cluster, "service": service, "status": ["TIRED"]}),
        ("DescribeServiceDeployments", invalid, {"serviceDeploymentArns": []}),
        ("DescribeServiceDeployments", invalid, {"serviceDeploymentArns": [f"{service}/{n}" for n in range(21)]}),
        ("DescribeServiceRevisions", invalid, {"serviceRevisionArns": [service]}),
        ("DescribeTaskSets", invalid, {"cluster": cluster}),
        ("DescribeTaskSets", "ServiceNotFoundException", {"cluster": cluster, "service": "nothing"}),
        ("GetTaskProtection", invalid, {"cluster": cluster, "tasks": []}),
        ("GetTaskProtection", "ClusterNotFoundException", {"cluster": "nowhere", "tasks": ["a"]}),
    ]
    return [("ecs", operation, code, parameters) for operation, code, parameters in rows]
