"""Load balancers, target health and canaries: every list whole, in pages, by name; errors; and that they fit the tasks."""

from client import Endpoint
from errors import provoke
from operations import Inventory, chunks, list_all
from paging import Pages

ALWAYS_PRESENT: dict[str, dict[str, tuple[str, ...]]] = {
    "elbv2": {
        "DescribeLoadBalancersOutput": ("LoadBalancers",),
        "LoadBalancer": (
            "LoadBalancerArn",
            "DNSName",
            "CanonicalHostedZoneId",
            "CreatedTime",
            "LoadBalancerName",
            "Scheme",
            "VpcId",
            "State",
            "Type",
            "AvailabilityZones",
            "IpAddressType",
        ),
        "DescribeListenersOutput": ("Listeners",),
        "Listener": ("ListenerArn", "LoadBalancerArn", "Port", "Protocol", "DefaultActions"),
        "DescribeRulesOutput": ("Rules",),
        "Rule": ("RuleArn", "Priority", "Conditions", "Actions", "IsDefault"),
        "DescribeTargetGroupsOutput": ("TargetGroups",),
        "TargetGroup": (
            "TargetGroupArn",
            "TargetGroupName",
            "Protocol",
            "Port",
            "VpcId",
            "HealthCheckProtocol",
            "HealthCheckPort",
            "HealthCheckEnabled",
            "HealthCheckIntervalSeconds",
            "HealthCheckTimeoutSeconds",
            "HealthyThresholdCount",
            "UnhealthyThresholdCount",
            "LoadBalancerArns",
            "TargetType",
        ),
        "DescribeTargetHealthOutput": ("TargetHealthDescriptions",),
        "TargetHealthDescription": ("Target", "TargetHealth"),
        "TargetHealth": ("State",),
    },
    "synthetics": {
        "DescribeCanariesResponse": ("Canaries",),
        "Canary": ("Id", "Name", "Code", "ExecutionRoleArn", "Schedule", "RunConfig", "Status", "Timeline", "RuntimeVersion"),
        "DescribeCanariesLastRunResponse": ("CanariesLastRun",),
        "CanaryLastRun": ("CanaryName", "LastRun"),
        "CanaryRun": ("Name", "Status", "Timeline", "ArtifactS3Location"),
    },
}


def check(endpoint: Endpoint, inventory: Inventory) -> None:
    balancers = endpoint.call("elbv2", "DescribeLoadBalancers")["LoadBalancers"]
    endpoint.report.count("load balancers", len(balancers))
    groups = check_groups(endpoint, balancers)
    listeners = check_listeners(endpoint, balancers, groups)
    check_targets(endpoint, inventory, groups)
    check_canaries(endpoint)
    check_pages(endpoint, balancers, listeners)
    provoke(endpoint, cases(balancers, groups, listeners))


def check_groups(endpoint: Endpoint, balancers: list[dict]) -> list[dict]:
    """Groups by load balancer are together all groups, and those of one name are that one."""
    groups = endpoint.call("elbv2", "DescribeTargetGroups")["TargetGroups"]
    arns = [group["TargetGroupArn"] for group in groups]
    behind = [
        group["TargetGroupArn"]
        for balancer in balancers
        for group in endpoint.call("elbv2", "DescribeTargetGroups", LoadBalancerArn=balancer["LoadBalancerArn"])["TargetGroups"]
    ]
    endpoint.report.expect(sorted(behind) == sorted(arns), "DescribeTargetGroups: by load balancer other groups than in all")
    for batch in chunks(arns, 20):
        found = endpoint.call("elbv2", "DescribeTargetGroups", TargetGroupArns=batch)["TargetGroups"]
        endpoint.report.expect(len(found) == len(batch), "DescribeTargetGroups: not what was asked by ARN")
    name = groups[0]["TargetGroupName"]
    found = endpoint.call("elbv2", "DescribeTargetGroups", Names=[name])["TargetGroups"]
    endpoint.report.expect([one["TargetGroupName"] for one in found] == [name], "DescribeTargetGroups: not by name")
    one = balancers[0]["LoadBalancerName"]
    found = endpoint.call("elbv2", "DescribeLoadBalancers", Names=[one])["LoadBalancers"]
    endpoint.report.expect([two["LoadBalancerName"] for two in found] == [one], "DescribeLoadBalancers: not by name")
    return groups


def check_listeners(endpoint: Endpoint, balancers: list[dict], groups: list[dict]) -> list[dict]:
    """Each listener has one default rule, and whatever is forwarded goes to a group behind the same load balancer."""
    listeners = []
    for balancer in balancers:
        arn = balancer["LoadBalancerArn"]
        listeners += endpoint.call("elbv2", "DescribeListeners", LoadBalancerArn=arn)["Listeners"]
    behind = {group["TargetGroupArn"]: group["LoadBalancerArns"] for group in groups}
    for listener in listeners:
        arn = listener["ListenerArn"]
        same = endpoint.call("elbv2", "DescribeListeners", ListenerArns=[arn])["Listeners"]
        endpoint.report.expect([one["ListenerArn"] for one in same] == [arn], "DescribeListeners: not what was asked")
        rules = endpoint.call("elbv2", "DescribeRules", ListenerArn=arn)["Rules"]
        endpoint.report.expect([rule["IsDefault"] for rule in rules].count(True) == 1, "DescribeRules: default rules")
        named = endpoint.call("elbv2", "DescribeRules", RuleArns=[rules[0]["RuleArn"]])["Rules"]
        endpoint.report.expect(len(named) == 1, "DescribeRules: not what was asked by ARN")
        for action in (action for rule in rules for action in rule["Actions"]):
            for target in action.get("ForwardConfig", {}).get("TargetGroups", []):
                endpoint.report.expect(
                    listener["LoadBalancerArn"] in behind.get(target["TargetGroupArn"], []),
                    "DescribeRules: forwards to a group of another load balancer",
                )
    return listeners


def check_targets(endpoint: Endpoint, inventory: Inventory, groups: list[dict]) -> None:
    """The healthy targets of a service are the addresses of its RUNNING tasks, in calm minutes."""
    seen = 0
    services: dict[str, tuple[str, str]] = {}
    for cluster, names in inventory.services.items():
        for batch in chunks(names, 10):
            for service in endpoint.call("ecs", "DescribeServices", cluster=cluster, services=batch)["services"]:
                for balancer in service["loadBalancers"]:
                    services[balancer["targetGroupArn"]] = (cluster, service["serviceName"])
    for group in groups:
        arn = group["TargetGroupArn"]
        targets = endpoint.call("elbv2", "DescribeTargetHealth", TargetGroupArn=arn)["TargetHealthDescriptions"]
        seen += len(targets)
        if targets:
            one = targets[0]["Target"]
            found = endpoint.call("elbv2", "DescribeTargetHealth", TargetGroupArn=arn, Targets=[{"Id": one["Id"]}])
            ids = {two["Target"]["Id"] for two in found["TargetHealthDescriptions"]}
            endpoint.report.expect(ids == {one["Id"]}, "DescribeTargetHealth: not what was asked")
        if arn not in services:
            endpoint.report.expect(not targets, "DescribeTargetHealth: targets of no service")
        elif group["TargetType"] == "ip":
            cluster, name = services[arn]
            check_addresses(endpoint, cluster, name, targets)
    endpoint.report.count("targets", seen)
    endpoint.report.expect(seen > 0, "DescribeTargetHealth: no targets, nothing was checked")
    lost = endpoint.call(
        "elbv2", "DescribeTargetHealth", TargetGroupArn=groups[0]["TargetGroupArn"], Targets=[{"Id": "10.255.255.1"}]
    )["TargetHealthDescriptions"]
    states = [one["TargetHealth"]["State"] for one in lost]
    endpoint.report.expect(states == ["unused"], f"DescribeTargetHealth: of what is not registered {states}")


def check_addresses(endpoint: Endpoint, cluster: str, service: str, targets: list[dict]) -> None:
    arns = endpoint.call("ecs", "ListTasks", cluster=cluster, serviceName=service)["taskArns"]
    tasks = endpoint.call("ecs", "DescribeTasks", cluster=cluster, tasks=arns)["tasks"] if arns else []
    addresses = {
        detail["value"]
        for task in tasks
        for attachment in task["attachments"]
        for detail in attachment["details"]
        if detail["name"] == "privateIPv4Address"
    }
    healthy = {one["Target"]["Id"] for one in targets if one["TargetHealth"]["State"] == "healthy"}
    # A task may come or go between the two calls.
    endpoint.report.expect(len(healthy - addresses) <= 2, f"{service}: healthy targets that are no task's addresses")


def check_canaries(endpoint: Endpoint) -> None:
    canaries = list_all(endpoint, "synthetics", "DescribeCanaries", "Canaries", "NextToken")
    names = [canary["Name"] for canary in canaries]
    endpoint.report.count("canaries", len(names))
    endpoint.report.expect(bool(names), "the fleet has no canaries: nothing was checked")
    runs = list_all(endpoint, "synthetics", "DescribeCanariesLastRun", "CanariesLastRun", "NextToken")
    ran = {run["CanaryName"] for run in runs}
    endpoint.report.expect(ran <= set(names), "DescribeCanariesLastRun: runs of no canary")
    for operation, member, key in (
        ("DescribeCanaries", "Canaries", "Name"),
        ("DescribeCanariesLastRun", "CanariesLastRun", "CanaryName"),
    ):
        found = endpoint.call("synthetics", operation, Names=names[:1])[member]
        endpoint.report.expect([one[key] for one in found] == names[:1], f"{operation}: not what was asked")


def check_pages(endpoint: Endpoint, balancers: list[dict], listeners: list[dict]) -> None:
    pages = MarkerPages(endpoint)
    pages.check("elbv2", "DescribeLoadBalancers", "LoadBalancers", "NextMarker", "PageSize", (1, 2, 400))
    pages.check("elbv2", "DescribeTargetGroups", "TargetGroups", "NextMarker", "PageSize", (3, 400))
    for balancer in balancers:
        pages.check(
            "elbv2",
            "DescribeListeners",
            "Listeners",
            "NextMarker",
            "PageSize",
            (1, 400),
            LoadBalancerArn=balancer["LoadBalancerArn"],
        )
    for listener in listeners:
        arn = listener["ListenerArn"]
        pages.check("elbv2", "DescribeRules", "Rules", "NextMarker", "PageSize", (2, 400), ListenerArn=arn)
    Pages(endpoint).check("synthetics", "DescribeCanaries", "Canaries", "NextToken", "MaxResults", (1, 20))
    Pages(endpoint).check("synthetics", "DescribeCanariesLastRun", "CanariesLastRun", "NextToken", "MaxResults", (1, 100))


class MarkerPages(Pages):
    """Elastic Load Balancing answers NextMarker and takes it back as Marker."""

    def next_page(self, token: str, value: str) -> dict[str, str]:
        return {"Marker": value}


def cases(balancers: list[dict], groups: list[dict], listeners: list[dict]) -> list[tuple[str, str, str, dict]]:
    balancer = balancers[0]["LoadBalancerArn"]
    group = groups[0]["TargetGroupArn"]
    listener = listeners[0]["ListenerArn"]
    lost = {arn: arn[:-16] + "0" * 16 for arn in (balancer, group, listener)}
    return [
        ("elbv2", "DescribeLoadBalancers", "LoadBalancerNotFound", {"Names": ["nothing"]}),
        ("elbv2", "DescribeLoadBalancers", "LoadBalancerNotFound", {"LoadBalancerArns": [lost[balancer]]}),
        ("elbv2", "DescribeLoadBalancers", "ValidationError", {"LoadBalancerArns": ["nonsense"]}),
        ("elbv2", "DescribeLoadBalancers", "ValidationError", {"PageSize": 401}),
        ("elbv2", "DescribeLoadBalancers", "ValidationError", {"Marker": "garbage"}),
        ("elbv2", "DescribeLoadBalancers", "ValidationError", {"Names": ["a"], "LoadBalancerArns": [balancer]}),
        ("elbv2", "DescribeListeners", "ValidationError", {}),
        ("elbv2", "DescribeListeners", "LoadBalancerNotFound", {"LoadBalancerArn": lost[balancer]}),
        ("elbv2", "DescribeListeners", "ListenerNotFound", {"ListenerArns": [lost[listener]]}),
        ("elbv2", "DescribeRules", "ValidationError", {}),
        ("elbv2", "DescribeRules", "ListenerNotFound", {"ListenerArn": lost[listener]}),
        (
            "elbv2",
            "DescribeRules",
            "RuleNotFound",
            {"RuleArns": [listener.replace(":listener/", ":listener-rule/") + "/" + "0" * 16]},
        ),
        ("elbv2", "DescribeTargetGroups", "TargetGroupNotFound", {"Names": ["nothing"]}),
        ("elbv2", "DescribeTargetGroups", "TargetGroupNotFound", {"TargetGroupArns": [lost[group]]}),
        ("elbv2", "DescribeTargetGroups", "LoadBalancerNotFound", {"LoadBalancerArn": lost[balancer]}),
        ("elbv2", "DescribeTargetHealth", "TargetGroupNotFound", {"TargetGroupArn": lost[group]}),
        ("elbv2", "DescribeTargetHealth", "ValidationError", {}),
        ("elbv2", "DescribeTargetHealth", "ValidationError", {"TargetGroupArn": group, "Include": ["Weather"]}),
        ("synthetics", "DescribeCanaries", "ValidationException", {"MaxResults": 21}),
        ("synthetics", "DescribeCanaries", "ValidationException", {"NextToken": "garbage"}),
        ("synthetics", "DescribeCanaries", "ValidationException", {"Names": ["a", "b", "c", "d", "e", "f"]}),
        ("synthetics", "DescribeCanariesLastRun", "ValidationException", {"MaxResults": 101}),
        ("synthetics", "DescribeCanariesLastRun", "ValidationException", {"BrowserType": "LYNX"}),
    ]
