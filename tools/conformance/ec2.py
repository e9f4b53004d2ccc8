"""EC2 beside DescribeInstances: every list whole, by id, by filter, in pages; its errors; and that they fit together."""

import datetime
from dataclasses import dataclass
from typing import Any

from client import Endpoint
from operations import list_all

@dataclass(frozen=True)
class List:
    """A Describe operation: its list, how to ask for one item, what a wrong one answers, and its page sizes."""

    member: str
    key: str
    parameter: str
    unknown: str
    not_found: str
    malformed: str | None = None
    sizes: tuple[int, ...] = (5, 1000)
    least: int = 5


NONE = "0" * 17
LISTS = {
    "DescribeVpcs": List("Vpcs", "VpcId", "VpcIds", f"vpc-{NONE}", "InvalidVpcID.NotFound", "InvalidVpcID.Malformed"),
    "DescribeSubnets": List(
        "Subnets", "SubnetId", "SubnetIds", f"subnet-{NONE}", "InvalidSubnetID.NotFound", "InvalidSubnetID.Malformed"
    ),
    "DescribeRouteTables": List(
        "RouteTables",
        "RouteTableId",
        "RouteTableIds",
        f"rtb-{NONE}",
        "InvalidRouteTableID.NotFound",
        "InvalidRouteTableId.Malformed",
        (5, 100),
    ),
    "DescribeSecurityGroups": List(
        "SecurityGroups", "GroupId", "GroupIds", f"sg-{NONE}", "InvalidGroup.NotFound", "InvalidGroupId.Malformed"
    ),
    "DescribeNetworkInterfaces": List(
        "NetworkInterfaces",
        "NetworkInterfaceId",
        "NetworkInterfaceIds",
        f"eni-{NONE}",
        "InvalidNetworkInterfaceID.NotFound",
        "InvalidNetworkInterfaceId.Malformed",
        (29, 1000),
    ),
    "DescribeVolumes": List(
        "Volumes", "VolumeId", "VolumeIds", f"vol-{NONE}", "InvalidVolume.NotFound", "InvalidVolumeID.Malformed"
    ),
    "DescribeImages": List(
        "Images", "ImageId", "ImageIds", f"ami-{NONE}", "InvalidAMIID.NotFound", "InvalidAMIID.Malformed", (1, 1000), 1
    ),
    "DescribeKeyPairs": List("KeyPairs", "KeyName", "KeyNames", "nobody", "InvalidKeyPair.NotFound", sizes=()),
    "DescribeInstanceStatus": List(
        "InstanceStatuses",
        "InstanceId",
        "InstanceIds",
        f"i-{NONE}",
        "InvalidInstanceID.NotFound",
        "InvalidInstanceID.Malformed",
    ),
    "DescribeInstanceTypes": List(
        "InstanceTypes", "InstanceType", "InstanceTypes", "z9.huge", "InvalidInstanceType", sizes=(7, 100)
    ),
}


def check_ec2(endpoint: Endpoint) -> None:
    for operation, what in LISTS.items():
        records = list_all(endpoint, "ec2", operation, what.member, "NextToken")
        endpoint.report.expect(bool(records), f"{operation}: nothing there, nothing was checked")
        wanted = records[-1][what.key]
        found = endpoint.call("ec2", operation, **{what.parameter: [wanted]})[what.member]
        endpoint.report.expect([one[what.key] for one in found] == [wanted], f"{operation}: not what was asked by id")
        expect_error(endpoint, operation, what.not_found, {what.parameter: [what.unknown]})
        if what.malformed:
            expect_error(endpoint, operation, what.malformed, {what.parameter: ["nonsense"]})
        expect_error(endpoint, operation, "InvalidParameterValue", {"Filters": [{"Name": "colour", "Values": ["red"]}]})
        expect_error(endpoint, operation, "DryRunOperation", {"DryRun": True})
        if what.sizes:
            check_pages(endpoint, operation, what, records)
    check_network(endpoint)
    check_volumes(endpoint)
    check_images(endpoint)
    check_statuses(endpoint)
    check_types(endpoint)
    check_spot_prices(endpoint)


def check_pages(endpoint: Endpoint, operation: str, what: List, records: list[dict]) -> None:
    for size in what.sizes:
        walked: list[str] = []
        page: dict[str, str] = {}
        while True:
            answer = endpoint.call("ec2", operation, MaxResults=size, **page)
            endpoint.report.count("pages")
            endpoint.report.expect(len(answer[what.member]) <= size, f"{operation}: page above {size}")
            walked += [one[what.key] for one in answer[what.member]]
            if "NextToken" not in answer:
                break
            page = {"NextToken": answer["NextToken"]}
        endpoint.report.expect(len(set(walked)) == len(walked), f"{operation} by {size}: an item came twice")
        # Tasks and instances come and go while we page, so a few interfaces may differ.
        lost = {one[what.key] for one in records} ^ set(walked)
        endpoint.report.expect(len(lost) <= 6, f"{operation} by {size}: {len(lost)} items differ")
    most = what.sizes[-1]
    for wrong in ({"MaxResults": most + 1}, {"MaxResults": what.least - 1}, {"MaxResults": most, "NextToken": "garbage"}):
        expect_error(endpoint, operation, "InvalidParameterValue", wrong)
    both = {"MaxResults": 5, what.parameter: [records[0][what.key]]}
    expect_error(endpoint, operation, "InvalidParameterCombination", both)


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
    for instance in running_instances(endpoint):
        unknown = {one["GroupId"] for one in instance["SecurityGroups"]} - groups
        report.expect(not unknown, f"DescribeInstances: groups that are not there: {unknown}")


def running_instances(endpoint: Endpoint) -> list[dict]:
    running = [{"Name": "instance-state-name", "Values": ["running"]}]
    reservations = endpoint.call("ec2", "DescribeInstances", Filters=running)["Reservations"]
    return [instance for reservation in reservations for instance in reservation["Instances"]]


def check_volumes(endpoint: Endpoint) -> None:
    """Every instance's block devices are volumes that say the same; some volume hangs on nothing."""
    volumes = {one["VolumeId"]: one for one in endpoint.call("ec2", "DescribeVolumes")["Volumes"]}
    for instance in running_instances(endpoint):
        for device in instance["BlockDeviceMappings"]:
            volume = volumes.get(device["Ebs"]["VolumeId"])
            attached = [(one["InstanceId"], one["Device"]) for one in volume["Attachments"]] if volume else None
            expected = [(instance["InstanceId"], device["DeviceName"])]
            endpoint.report.expect(attached == expected, f"DescribeVolumes: attachments {attached}")
    available = [{"Name": "status", "Values": ["available"]}]
    free = endpoint.call("ec2", "DescribeVolumes", Filters=available)["Volumes"]
    endpoint.report.expect(bool(free), "DescribeVolumes: no volume is available")
    endpoint.report.expect(all(not one["Attachments"] for one in free), "DescribeVolumes: an available one is attached")


def check_images(endpoint: Endpoint) -> None:
    """Deprecated images come by id or when asked for; a deregistered one in use answers nothing and is no error."""
    listed = {one["ImageId"] for one in endpoint.call("ec2", "DescribeImages", Owners=["amazon"])["Images"]}
    every = endpoint.call("ec2", "DescribeImages", Owners=["amazon"], IncludeDeprecated=True)["Images"]
    hidden = {one["ImageId"] for one in every} - listed
    endpoint.report.expect(bool(hidden), "DescribeImages: no deprecated image")
    for image in hidden:
        found = endpoint.call("ec2", "DescribeImages", ImageIds=[image])["Images"]
        endpoint.report.expect(len(found) == 1, "DescribeImages: a deprecated image is not found by its id")
    own = endpoint.call("ec2", "DescribeImages", Owners=["self"])["Images"]
    account = endpoint.call("sts", "GetCallerIdentity")["Account"]
    endpoint.report.expect({one["OwnerId"] for one in own} == {account}, "DescribeImages: self answers foreign images")
    used = {instance["ImageId"] for instance in running_instances(endpoint)}
    gone = [one for one in used if not endpoint.call("ec2", "DescribeImages", ImageIds=[one])["Images"]]
    endpoint.report.expect(len(gone) == 1, f"DescribeImages: {len(gone)} images in use are deregistered, not 1")


def check_statuses(endpoint: Endpoint) -> None:
    plain = endpoint.call("ec2", "DescribeInstanceStatus")["InstanceStatuses"]
    states = {one["InstanceState"]["Name"] for one in plain}
    endpoint.report.expect(states == {"running"}, f"DescribeInstanceStatus: {states} without IncludeAllInstances")
    every = endpoint.call("ec2", "DescribeInstanceStatus", IncludeAllInstances=True)["InstanceStatuses"]
    endpoint.report.expect(len(every) >= len(plain), "DescribeInstanceStatus: fewer with IncludeAllInstances")
    retiring = [{"Name": "event.code", "Values": ["instance-retirement"]}]
    events = endpoint.call("ec2", "DescribeInstanceStatus", Filters=retiring)["InstanceStatuses"]
    endpoint.report.expect(all(one["Events"] for one in events), "DescribeInstanceStatus: filter answers no events")


def check_types(endpoint: Endpoint) -> None:
    """Every type that the fleet runs has specifications; 101 names are too many."""
    used = sorted({instance["InstanceType"] for instance in running_instances(endpoint)})
    found = endpoint.call("ec2", "DescribeInstanceTypes", InstanceTypes=used)["InstanceTypes"]
    endpoint.report.expect([one["InstanceType"] for one in found] == used, f"DescribeInstanceTypes: not all of {used}")
    expect_error(endpoint, "DescribeInstanceTypes", "InvalidParameterValue", {"InstanceTypes": [f"a{n}" for n in range(101)]})


def check_spot_prices(endpoint: Endpoint) -> None:
    now = datetime.datetime.now(datetime.timezone.utc)
    span = {"StartTime": now - datetime.timedelta(days=7), "EndTime": now, "InstanceTypes": ["m5.large"]}
    prices = list_all(endpoint, "ec2", "DescribeSpotPriceHistory", "SpotPriceHistory", "NextToken", MaxResults=11, **span)
    times = [one["Timestamp"] for one in prices]
    endpoint.report.expect(times == sorted(times, reverse=True), "DescribeSpotPriceHistory: not newest first")
    zones = {one["AvailabilityZone"] for one in prices}
    endpoint.report.expect(len(zones) > 1, "DescribeSpotPriceHistory: one zone only")
    for zone in zones:
        before = [one for one in prices if one["AvailabilityZone"] == zone and one["Timestamp"] <= span["StartTime"]]
        endpoint.report.expect(len(before) == 1, f"DescribeSpotPriceHistory: {len(before)} prices before StartTime")
    below = all(0 < float(one["SpotPrice"]) < 0.096 for one in prices)
    endpoint.report.expect(below, "DescribeSpotPriceHistory: a price of m5.large is not below on demand")
    expect_error(endpoint, "DescribeSpotPriceHistory", "InvalidParameterValue", {"MaxResults": 5, "NextToken": "garbage"})
    expect_error(endpoint, "DescribeSpotPriceHistory", "InvalidParameterValue", {"StartTime": now, "EndTime": now - datetime.timedelta(days=1)})
    expect_error(endpoint, "DescribeSpotPriceHistory", "DryRunOperation", {"DryRun": True})
