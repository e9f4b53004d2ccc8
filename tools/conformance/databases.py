"""RDS beside its instances: clusters, events, maintenance, engine versions, parameters, certificates; and their load."""

import datetime

from client import Endpoint
from errors import provoke
from operations import Inventory, list_all
from paging import Pages

ALWAYS_PRESENT: dict[str, dict[str, tuple[str, ...]]] = {
    "rds": {
        "DBClusterMessage": ("DBClusters",),
        "DBCluster": (
            "AvailabilityZones",
            "BackupRetentionPeriod",
            "DBClusterIdentifier",
            "DBClusterParameterGroup",
            "DBSubnetGroup",
            "Status",
            "Endpoint",
            "ReaderEndpoint",
            "MultiAZ",
            "Engine",
            "EngineVersion",
            "Port",
            "MasterUsername",
            "PreferredBackupWindow",
            "PreferredMaintenanceWindow",
            "ReadReplicaIdentifiers",
            "DBClusterMembers",
            "VpcSecurityGroups",
            "HostedZoneId",
            "StorageEncrypted",
            "DbClusterResourceId",
            "DBClusterArn",
            "AssociatedRoles",
            "IAMDatabaseAuthenticationEnabled",
            "ClusterCreateTime",
            "EngineMode",
            "DeletionProtection",
            "HttpEndpointEnabled",
            "ActivityStreamStatus",
            "CopyTagsToSnapshot",
            "CrossAccountClone",
            "TagList",
        ),
        "DBClusterMember": ("DBInstanceIdentifier", "IsClusterWriter", "DBClusterParameterGroupStatus", "PromotionTier"),
        "EventsMessage": ("Events",),
        "Event": ("SourceIdentifier", "SourceType", "Message", "EventCategories", "Date", "SourceArn"),
        "PendingMaintenanceActionsMessage": ("PendingMaintenanceActions",),
        "ResourcePendingMaintenanceActions": ("ResourceIdentifier", "PendingMaintenanceActionDetails"),
        "PendingMaintenanceAction": ("Action", "Description"),
        "DBEngineVersionMessage": ("DBEngineVersions",),
        "DBEngineVersion": (
            "Engine",
            "EngineVersion",
            "DBParameterGroupFamily",
            "DBEngineDescription",
            "DBEngineVersionDescription",
            "ValidUpgradeTarget",
            "SupportsLogExportsToCloudwatchLogs",
            "SupportsReadReplica",
            "SupportedFeatureNames",
            "Status",
            "SupportsParallelQuery",
            "SupportsGlobalDatabases",
        ),
        "UpgradeTarget": ("Engine", "EngineVersion", "Description", "AutoUpgrade", "IsMajorVersionUpgrade"),
        "DescribeDBMajorEngineVersionsResponse": ("DBMajorEngineVersions",),
        "DBMajorEngineVersion": ("Engine", "MajorEngineVersion", "SupportedEngineLifecycles"),
        "DBParameterGroupDetails": ("Parameters",),
        "Parameter": ("ParameterName", "Description", "Source", "ApplyType", "DataType", "IsModifiable", "ApplyMethod"),
        "CertificateMessage": ("Certificates",),
        "Certificate": (
            "CertificateIdentifier",
            "CertificateType",
            "Thumbprint",
            "ValidFrom",
            "ValidTill",
            "CertificateArn",
            "CustomerOverride",
        ),
    },
    "pi": {"GetResourceMetricsResponse": ("AlignedStartTime", "AlignedEndTime", "Identifier", "MetricList")},
}

DAY = datetime.timedelta(days=1)


def check(endpoint: Endpoint, inventory: Inventory) -> None:
    instances = endpoint.call("rds", "DescribeDBInstances")["DBInstances"]
    check_clusters(endpoint, instances)
    check_events(endpoint, inventory)
    check_maintenance(endpoint, instances)
    check_versions(endpoint, instances)
    check_parameters(endpoint, instances)
    check_load(endpoint, instances)
    check_pages(endpoint, instances)
    provoke(endpoint, cases(instances))


def check_clusters(endpoint: Endpoint, instances: list[dict]) -> None:
    clusters = endpoint.call("rds", "DescribeDBClusters")["DBClusters"]
    endpoint.report.count("database clusters", len(clusters))
    for cluster in clusters:
        name = cluster["DBClusterIdentifier"]
        named = endpoint.call("rds", "DescribeDBClusters", DBClusterIdentifier=name)["DBClusters"]
        endpoint.report.expect(len(named) == 1, f"DescribeDBClusters: {len(named)} answers for one name")
        members = {one["DBInstanceIdentifier"] for one in cluster["DBClusterMembers"]}
        own = {one["DBInstanceIdentifier"] for one in instances if one.get("DBClusterIdentifier") == name}
        endpoint.report.expect(members == own, f"DescribeDBClusters: members {members}, instances {own}")
        writers = sum(one["IsClusterWriter"] for one in cluster["DBClusterMembers"])
        endpoint.report.expect(writers == 1, f"DescribeDBClusters: {writers} writers")


def check_events(endpoint: Endpoint, inventory: Inventory) -> None:
    now = datetime.datetime.now(datetime.timezone.utc)
    every = list_all(endpoint, "rds", "DescribeEvents", "Events", "Marker", StartTime=now - 14 * DAY, EndTime=now)
    endpoint.report.count("RDS events", len(every))
    endpoint.report.expect(bool(every), "DescribeEvents: nothing happened in 14 days")
    dates = [event["Date"] for event in every]
    endpoint.report.expect(dates == sorted(dates), "DescribeEvents: not in the order of time")
    endpoint.report.expect(
        {event["SourceIdentifier"] for event in every} <= set(inventory.databases), "DescribeEvents: an unknown source"
    )
    lately = endpoint.call("rds", "DescribeEvents")["Events"]
    endpoint.report.expect(all(now - event["Date"] < DAY / 12 for event in lately), "DescribeEvents: older than an hour")
    source = every[0]["SourceIdentifier"] if every else ""
    one = endpoint.call(
        "rds",
        "DescribeEvents",
        SourceIdentifier=source,
        SourceType="db-instance",
        Duration=20160,
        EventCategories=["backup"],
    )["Events"]
    endpoint.report.expect(
        all(event["SourceIdentifier"] == source and event["EventCategories"] == ["backup"] for event in one),
        "DescribeEvents: filters let others through",
    )


def check_maintenance(endpoint: Endpoint, instances: list[dict]) -> None:
    pending = endpoint.call("rds", "DescribePendingMaintenanceActions")["PendingMaintenanceActions"]
    endpoint.report.count("pending maintenance", len(pending))
    arns = {one["DBInstanceArn"] for one in instances}
    for resource in pending:
        endpoint.report.expect(resource["ResourceIdentifier"] in arns, "DescribePendingMaintenanceActions: of nobody")
        named = endpoint.call(
            "rds", "DescribePendingMaintenanceActions", ResourceIdentifier=resource["ResourceIdentifier"]
        )["PendingMaintenanceActions"]
        endpoint.report.expect(named == [resource], "DescribePendingMaintenanceActions: by ARN something else")
    certificates = {one["CertificateIdentifier"] for one in endpoint.call("rds", "DescribeCertificates")["Certificates"]}
    used = {one["CACertificateIdentifier"] for one in instances}
    endpoint.report.expect(used <= certificates, f"DescribeCertificates: {used - certificates} is used and unknown")


def check_versions(endpoint: Endpoint, instances: list[dict]) -> None:
    majors = endpoint.call("rds", "DescribeDBMajorEngineVersions")["DBMajorEngineVersions"]
    for engine, version in sorted({(one["Engine"], one["EngineVersion"]) for one in instances}):
        found = endpoint.call(
            "rds", "DescribeDBEngineVersions", Engine=engine, EngineVersion=version, IncludeAll=True
        )["DBEngineVersions"]
        endpoint.report.expect(len(found) == 1, f"DescribeDBEngineVersions: {len(found)} of {engine} {version}")
        for target in found[0]["ValidUpgradeTarget"] if found else []:
            known = endpoint.call(
                "rds", "DescribeDBEngineVersions", Engine=engine, EngineVersion=target["EngineVersion"]
            )["DBEngineVersions"]
            endpoint.report.expect(len(known) == 1, f"upgrade target {target['EngineVersion']} does not exist")
        supported = [
            major
            for major in majors
            if major["Engine"] == engine and version.startswith(f"{major['MajorEngineVersion']}.")
        ]
        endpoint.report.expect(len(supported) == 1, f"DescribeDBMajorEngineVersions: {len(supported)} for {version}")


def check_parameters(endpoint: Endpoint, instances: list[dict]) -> None:
    for group in sorted({used["DBParameterGroupName"] for one in instances for used in one["DBParameterGroups"]}):
        every = list_all(endpoint, "rds", "DescribeDBParameters", "Parameters", "Marker", DBParameterGroupName=group)
        endpoint.report.expect(
            any(one["ParameterName"] == "max_connections" for one in every), f"{group}: no max_connections"
        )
        for source in ("user", "system", "engine-default"):
            some = list_all(
                endpoint,
                "rds",
                "DescribeDBParameters",
                "Parameters",
                "Marker",
                DBParameterGroupName=group,
                Source=source,
            )
            endpoint.report.expect(
                some == [one for one in every if one["Source"] == source], f"{group}: {source} answers others"
            )


def load_query(instance: dict, group: str | None = None, **changes: object) -> dict:
    now = datetime.datetime.now(datetime.timezone.utc)
    query: dict = {"Metric": "db.load.avg"}
    if group:
        query["GroupBy"] = {"Group": group, "Limit": 10}
    return {
        "ServiceType": "RDS",
        "Identifier": instance["DbiResourceId"],
        "StartTime": now - DAY / 12,
        "EndTime": now,
        "PeriodInSeconds": 300,
        "MetricQueries": [query],
        **changes,
    }


def check_load(endpoint: Endpoint, instances: list[dict]) -> None:
    for instance in [one for one in instances if one["PerformanceInsightsEnabled"]]:
        for group in ("db.sql_tokenized", "db.wait_event", "db.user"):
            answer = endpoint.call("pi", "GetResourceMetrics", **load_query(instance, group))
            whole, *parts = answer["MetricList"]
            endpoint.report.expect("Dimensions" not in whole["Key"], "GetResourceMetrics: the whole has dimensions")
            endpoint.report.expect(bool(parts), f"GetResourceMetrics: nothing by {group}")
            total = sum(point["Value"] for point in whole["DataPoints"])
            divided = sum(point["Value"] for part in parts for point in part["DataPoints"])
            endpoint.report.expect(divided <= total * 1.0001, f"GetResourceMetrics: {group} is more than the whole")


def check_pages(endpoint: Endpoint, instances: list[dict]) -> None:
    pages = Pages(endpoint)
    group = instances[0]["DBParameterGroups"][0]["DBParameterGroupName"]
    end = datetime.datetime.now(datetime.timezone.utc)
    for operation, member, parameters in (
        ("DescribeDBClusters", "DBClusters", {}),
        ("DescribeEvents", "Events", {"StartTime": end - 10 * DAY, "EndTime": end - DAY / 24}),
        ("DescribePendingMaintenanceActions", "PendingMaintenanceActions", {}),
        ("DescribeDBEngineVersions", "DBEngineVersions", {}),
        ("DescribeDBMajorEngineVersions", "DBMajorEngineVersions", {}),
        ("DescribeDBParameters", "Parameters", {"DBParameterGroupName": group}),
        ("DescribeCertificates", "Certificates", {}),
    ):
        pages.check("rds", operation, member, "Marker", "MaxRecords", (20, 100), **parameters)


def cases(instances: list[dict]) -> list[tuple[str, str, str, dict]]:
    insights = next(one for one in instances if one["PerformanceInsightsEnabled"])
    without = next(one for one in instances if not one["PerformanceInsightsEnabled"])
    unknown = {"Metric": "db.colour.avg"}
    return [
        ("rds", "DescribeDBClusters", "DBClusterNotFoundFault", {"DBClusterIdentifier": "nothing"}),
        ("rds", "DescribeDBClusters", "InvalidParameterValue", {"Filters": [{"Name": "colour", "Values": ["red"]}]}),
        ("rds", "DescribeEvents", "InvalidParameterCombination", {"SourceIdentifier": "orders-db"}),
        ("rds", "DescribeEvents", "InvalidParameterValue", {"SourceType": "db-moon"}),
        ("rds", "DescribeEvents", "InvalidParameterValue", {"MaxRecords": 19}),
        ("rds", "DescribePendingMaintenanceActions", "ResourceNotFoundFault", {"ResourceIdentifier": "arn:aws:rds:x"}),
        ("rds", "DescribeDBEngineVersions", "InvalidParameterValue", {"MaxRecords": 101}),
        ("rds", "DescribeDBMajorEngineVersions", "InvalidParameterValue", {"Marker": "garbage"}),
        ("rds", "DescribeDBParameters", "DBParameterGroupNotFound", {"DBParameterGroupName": "nothing"}),
        ("rds", "DescribeDBParameters", "InvalidParameterValue", {"DBParameterGroupName": "x", "Source": "moon"}),
        ("rds", "DescribeCertificates", "CertificateNotFound", {"CertificateIdentifier": "nothing"}),
        ("pi", "GetResourceMetrics", "NotAuthorizedException", load_query(without)),
        ("pi", "GetResourceMetrics", "InvalidArgumentException", load_query(insights, MetricQueries=[unknown])),
        ("pi", "GetResourceMetrics", "InvalidArgumentException", load_query(insights, PeriodInSeconds=7)),
        ("pi", "GetResourceMetrics", "InvalidArgumentException", load_query(insights, "db.moon")),
        ("pi", "GetResourceMetrics", "InvalidArgumentException", load_query(insights, NextToken="garbage")),
    ]
