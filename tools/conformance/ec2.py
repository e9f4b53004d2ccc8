"""EC2 beside DescribeInstances: every list whole, by id, by filter, in pages; its errors; and that they fit together."""

from typing import Any

from client import Endpoint
from operations import list_all

# Operation: list member, key, id parameter, a page's sizes (None: AWS does not page it), error of an unknown id.
LISTS: dict[str, tuple[str, str, str, tuple[int, ...] | None, str, str]] = {
    "DescribeVpcs": ("Vpcs", "VpcId", "VpcIds", (5, 1000), "InvalidVpcID.NotFound", "vpc"),
    "DescribeSubnets": ("Subnets", "SubnetId", "SubnetIds", (5, 1000), "InvalidSubnetID.NotFound", "subnet"),
    "DescribeRouteTables": (
        "RouteTables",
        "RouteTableId",
        "RouteTableIds",
        (5, 100),
        "InvalidRouteTableID.NotFound",
        "rtb",
    ),
    "DescribeSecurityGroups": ("SecurityGroups", "GroupId", "GroupIds", (5, 1000), "InvalidGroup.NotFound", "sg"),
    "DescribeNetworkInterfaces": (
        "NetworkInterfaces",
        "NetworkInterfaceId",
        "NetworkInterfaceIds",
        (29, 1000),
        "InvalidNetworkInterfaceID.NotFound",
        "eni",
    ),
}
MALFORMED = {
    "DescribeVpcs": "InvalidVpcID.Malformed",
    "DescribeSubnets": "InvalidSubnetID.Malformed",
    "DescribeRouteTables": "InvalidRouteTableId.Malformed",
    "DescribeSecurityGroups": "InvalidGroupId.Malformed",
    "DescribeNetworkInterfaces": "InvalidNetworkInterfaceId.Malformed",
}


def check_ec2(endpoint: Endpoint) -> None:
    for operation, (member, key, parameter, sizes, not_found, prefix) in LISTS.items():
        records = list_all(endpoint, "ec2", operation, member, "NextToken")
        endpoint.report.expect(bool(records), f"{operation}: nothing there, nothing was checked")
        check_by_id(endpoint, operation, member, key, parameter, records)
        expect_error(endpoint, operation, not_found, {parameter: [f"{prefix}-{'0' * 17}"]})
        expect_error(endpoint, operation, MALFORMED[operation], {parameter: ["nonsense"]})
        expect_error(endpoint, operation, "InvalidParameterValue", {"Filters": [{"Name": "colour", "Values": ["red"]}]})
        expect_error(endpoint, operation, "DryRunOperation", {"DryRun": True})
        if sizes:
            check_pages(endpoint, operation, member, key, parameter, records, sizes)
    check_network(endpoint)


def check_by_id(
    endpoint: Endpoint, operation: str, member: str, key: str, parameter: str, records: list[dict]
) -> None:
    wanted = records[-1][key]
    found = endpoint.call("ec2", operation, **{parameter: [wanted]})[member]
    endpoint.report.expect([one[key] for one in found] == [wanted], f"{operation}: not what was asked by id")


def check_pages(
    endpoint: Endpoint,
    operation: str,
    member: str,
    key: str,
    parameter: str,
    records: list[dict],
    sizes: tuple[int, ...],
) -> None:
    for size in sizes:
        walked: list[str] = []
        page: dict[str, str] = {}
        while True:
            answer = endpoint.call("ec2", operation, MaxResults=size, **page)
            endpoint.report.count("pages")
            endpoint.report.expect(len(answer[member]) <= size, f"{operation}: page above {size}")
            walked += [one[key] for one in answer[member]]
            if "NextToken" not in answer:
                break
            page = {"NextToken": answer["NextToken"]}
        endpoint.report.expect(len(set(walked)) == len(walked), f"{operation} by {size}: an item came twice")
        # Tasks and instances come and go while we page, so a few interfaces may differ.
        lost = {one[key] for one in records} ^ set(walked)
        endpoint.report.expect(len(lost) <= 6, f"{operation} by {size}: {len(lost)} items differ")
    expect_error(endpoint, operation, "InvalidParameterValue", {"MaxResults": sizes[-1] + 1})
    expect_error(endpoint, operation, "InvalidParameterValue", {"MaxResults": 4})
    expect_error(endpoint, operation, "InvalidParameterValue", {"MaxResults": sizes[-1], "NextToken": "garbage"})
    expect_error(
        endpoint, operation, "InvalidParameterCombination", {"MaxResults": 5, parameter: [records[0][key]]}
    )


def expect_error(endpoint: Endpoint, operation: str, code: str, parameters: dict[str, Any]) -> None:
    error = endpoint.error_of("ec2", operation, **parameters)
    endpoint.report.count("errors provoked")
    found = error.response["Error"] if error else {"Code": "no error"}
    endpoint.report.expect(found["Code"] == code, f"{operation} {parameters}: {found['Code']}, not {code}")
    endpoint.report.expect(error is None or bool(found.get("Message")), f"{operation} {code}: no message")


def check_network(endpoint: Endpoint) -> None:
    """Subnets, tables, groups and interfaces name each other, and only what exists."""
    report = endpoint.report
    subnets = {one["SubnetId"]: one for one in endpoint.call("ec2", "DescribeSubnets")["Subnets"]}
    groups = {one["GroupId"] for one in endpoint.call("ec2", "DescribeSecurityGroups")["SecurityGroups"]}
    tables = endpoint.call("ec2", "DescribeRouteTables")["RouteTables"]
    interfaces = endpoint.call("ec2", "DescribeNetworkInterfaces")["NetworkInterfaces"]
    report.expect(
        sum(one["Main"] for table in tables for one in table["Associations"]) == 1, "DescribeRouteTables: not one main table"
    )
    for interface in interfaces:
        report.expect(interface["SubnetId"] in subnets, "DescribeNetworkInterfaces: a subnet that is not there")
        unknown = {one["GroupId"] for one in interface["Groups"]} - groups
        report.expect(not unknown, f"DescribeNetworkInterfaces: groups that are not there: {unknown}")
    for group in endpoint.call("ec2", "DescribeSecurityGroups")["SecurityGroups"]:
        named = {pair["GroupId"] for rule in group["IpPermissions"] for pair in rule["UserIdGroupPairs"]}
        report.expect(named <= groups, f"DescribeSecurityGroups: {group['GroupName']} names groups that are not there")
    used = [one["SubnetId"] for one in interfaces]
    for subnet_id, subnet in subnets.items():
        size = 2 ** (32 - int(subnet["CidrBlock"].split("/")[1]))
        free = size - 5 - used.count(subnet_id)
        report.expect(
            abs(free - subnet["AvailableIpAddressCount"]) <= 6,
            f"DescribeSubnets: {subnet['AvailableIpAddressCount']} free addresses, {free} by its interfaces",
        )
    running = [{"Name": "instance-state-name", "Values": ["running"]}]
    for reservation in endpoint.call("ec2", "DescribeInstances", Filters=running)["Reservations"]:
        for instance in reservation["Instances"]:
            unknown = {one["GroupId"] for one in instance["SecurityGroups"]} - groups
            report.expect(not unknown, f"DescribeInstances: groups that are not there: {unknown}")
