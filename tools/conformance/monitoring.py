"""Alarms, GetMetricStatistics, ListMetrics, log streams and CloudTrail: beside shapes, what they say of each other."""

import datetime
import json

from client import Endpoint
from errors import provoke
from metrics import at
from operations import Inventory, list_all

ALWAYS_PRESENT: dict[str, dict[str, tuple[str, ...]]] = {
    "logs": {
        "DescribeLogStreamsResponse": ("logStreams",),
        "LogStream": ("logStreamName", "creationTime", "arn", "storedBytes"),
        "GetLogEventsResponse": ("events", "nextForwardToken", "nextBackwardToken"),
        "OutputLogEvent": ("timestamp", "message", "ingestionTime"),
    },
    "cloudwatch": {
        "GetMetricStatisticsOutput": ("Label", "Datapoints"),
        "Datapoint": ("Timestamp", "Unit"),
        "ListMetricsOutput": ("Metrics",),
        "Metric": ("Namespace", "MetricName", "Dimensions"),
        "DescribeAlarmsOutput": ("MetricAlarms", "CompositeAlarms"),
        "MetricAlarm": (
            "AlarmName",
            "AlarmArn",
            "AlarmConfigurationUpdatedTimestamp",
            "ActionsEnabled",
            "OKActions",
            "AlarmActions",
            "InsufficientDataActions",
            "StateValue",
            "StateReason",
            "StateUpdatedTimestamp",
            "StateTransitionedTimestamp",
            "EvaluationPeriods",
            "ComparisonOperator",
        ),
        "CompositeAlarm": ("AlarmName", "AlarmArn", "AlarmRule", "StateValue", "StateReason", "ActionsEnabled"),
        "DescribeAlarmHistoryOutput": ("AlarmHistoryItems",),
        "AlarmHistoryItem": ("AlarmName", "AlarmType", "Timestamp", "HistoryItemType", "HistorySummary", "HistoryData"),
    },
    "cloudtrail": {
        "LookupEventsResponse": ("Events",),
        "Event": ("EventId", "EventName", "ReadOnly", "EventTime", "EventSource", "Resources", "CloudTrailEvent"),
    },
}

COMPARISONS = {
    "GreaterThanThreshold": lambda value, threshold: value > threshold,
    "GreaterThanOrEqualToThreshold": lambda value, threshold: value >= threshold,
    "LessThanThreshold": lambda value, threshold: value < threshold,
    "LessThanOrEqualToThreshold": lambda value, threshold: value <= threshold,
}


def check(endpoint: Endpoint, inventory: Inventory) -> None:
    groups = inventory.log_groups
    now = endpoint.control("GET", "/health")["now"] / 1000
    check_statistics(endpoint, now)
    check_list_metrics(endpoint)
    alarms = check_alarms(endpoint)
    check_alarm_history(endpoint, alarms)
    for group in groups[:4]:
        check_streams(endpoint, group)
    check_trail(endpoint, now)
    provoke(endpoint, error_cases(groups[0], now))


def check_statistics(endpoint: Endpoint, now: float) -> None:
    """Each statistic of GetMetricStatistics is that of GetMetricData."""
    end = int(now // 3600) * 3600 - 3600
    series = endpoint.control("GET", f"/truth/series?region={endpoint.region}")["items"]
    for one in [item for item in series if item["namespace"] in ("AWS/RDS", "AWS/ECS")][:8]:
        metric = {"Namespace": one["namespace"], "MetricName": one["metricName"], "Dimensions": one["dimensions"]}
        answer = endpoint.call(
            "cloudwatch",
            "GetMetricStatistics",
            **metric,
            StartTime=at(end - 3600),
            EndTime=at(end),
            Period=300,
            Statistics=["Average", "Sum", "Minimum", "Maximum", "SampleCount"],
        )
        for stat in ("Average", "Sum", "Minimum", "Maximum", "SampleCount"):
            query = {"Id": "a", "MetricStat": {"Metric": metric, "Period": 300, "Stat": stat}}
            data = endpoint.call(
                "cloudwatch", "GetMetricData", MetricDataQueries=[query], StartTime=at(end - 3600), EndTime=at(end)
            )["MetricDataResults"][0]
            expected = dict(zip(data["Timestamps"], data["Values"]))
            found = {point["Timestamp"]: point[stat] for point in answer["Datapoints"]}
            endpoint.report.count("values compared", len(found))
            endpoint.report.expect(found == expected, f"GetMetricStatistics {one['metricName']} {stat}: other values")


def check_list_metrics(endpoint: Endpoint) -> None:
    every = list_all(endpoint, "cloudwatch", "ListMetrics", "Metrics", "NextToken")
    keys = {json.dumps(metric, sort_keys=True) for metric in every}
    endpoint.report.count("metrics listed", len(every))
    endpoint.report.expect(len(keys) == len(every), "ListMetrics: a metric came twice")
    recent = list_all(endpoint, "cloudwatch", "ListMetrics", "Metrics", "NextToken", RecentlyActive="PT3H")
    endpoint.report.expect(0 < len(recent) <= len(every), f"ListMetrics: {len(recent)} recent of {len(every)}")
    page = endpoint.call("cloudwatch", "ListMetrics")
    endpoint.report.expect(len(page["Metrics"]) == min(500, len(every)), "ListMetrics: a page is 500")
    named = endpoint.call("cloudwatch", "ListMetrics", Namespace="AWS/RDS", Dimensions=[{"Name": "DBInstanceIdentifier"}])
    endpoint.report.expect(
        all(metric["Namespace"] == "AWS/RDS" for metric in named["Metrics"]), "ListMetrics: filter answers others"
    )


def check_alarms(endpoint: Endpoint) -> list[dict]:
    both = {"AlarmTypes": ["MetricAlarm", "CompositeAlarm"]}
    alarms = list_all(endpoint, "cloudwatch", "DescribeAlarms", "MetricAlarms", "NextToken", **both)
    by_pages = list_all(endpoint, "cloudwatch", "DescribeAlarms", "MetricAlarms", "NextToken", MaxRecords=7)
    names = sorted(alarm["AlarmName"] for alarm in alarms)
    endpoint.report.count("alarms", len(names))
    endpoint.report.expect(names == sorted(alarm["AlarmName"] for alarm in by_pages), "DescribeAlarms: pages differ")
    counted = 0
    for state in ("OK", "ALARM", "INSUFFICIENT_DATA"):
        found = list_all(endpoint, "cloudwatch", "DescribeAlarms", "MetricAlarms", "NextToken", StateValue=state)
        counted += len(found)
        endpoint.report.expect({one["StateValue"] for one in found} <= {state}, f"DescribeAlarms: {state} answers others")
    # A state may change between two questions.
    endpoint.report.expect(abs(counted - len(names)) <= 3, f"DescribeAlarms: {counted} by state, {len(names)} in all")
    composite = endpoint.call("cloudwatch", "DescribeAlarms", AlarmTypes=["CompositeAlarm"])["CompositeAlarms"]
    endpoint.report.expect(all("AlarmRule" in one for one in composite), "DescribeAlarms: a composite without a rule")
    return alarms


def check_alarm_history(endpoint: Endpoint, alarms: list[dict]) -> None:
    """What a change of state gives as its datapoints did cross the threshold, and is what GetMetricData answers."""
    for alarm in alarms:
        items = endpoint.call(
            "cloudwatch", "DescribeAlarmHistory", AlarmName=alarm["AlarmName"], HistoryItemType="StateUpdate", MaxRecords=20
        )["AlarmHistoryItems"]
        for item in items:
            state = json.loads(item["HistoryData"])["newState"]
            if state["stateValue"] != "ALARM" or not state["stateReasonData"]["evaluatedDatapoints"]:
                continue
            crosses = COMPARISONS[alarm["ComparisonOperator"]]
            values = [point["value"] for point in state["stateReasonData"]["evaluatedDatapoints"]]
            crossed = sum(crosses(value, alarm["Threshold"]) for value in values)
            endpoint.report.count("alarm changes checked")
            least = alarm.get("DatapointsToAlarm", alarm["EvaluationPeriods"])
            missing = alarm["EvaluationPeriods"] - len(values)
            endpoint.report.expect(crossed + missing >= least, f"{alarm['AlarmName']}: {crossed} of {least} crossed")
    every = endpoint.call("cloudwatch", "DescribeAlarmHistory", MaxRecords=100)["AlarmHistoryItems"]
    times = [item["Timestamp"] for item in every]
    endpoint.report.expect(times == sorted(times, reverse=True), "DescribeAlarmHistory: not newest first")


def check_streams(endpoint: Endpoint, group: str) -> None:
    streams = list_all(endpoint, "logs", "DescribeLogStreams", "logStreams", "nextToken", logGroupName=group)
    small = list_all(endpoint, "logs", "DescribeLogStreams", "logStreams", "nextToken", logGroupName=group, limit=9)
    names = [stream["logStreamName"] for stream in streams]
    endpoint.report.count("log streams", len(names))
    endpoint.report.expect(names == sorted(set(names)), f"DescribeLogStreams {group}: not in order, or twice")
    listed = [stream["logStreamName"] for stream in small]
    endpoint.report.expect(len(set(names) ^ set(listed)) <= 2, f"DescribeLogStreams {group}: pages differ")
    newest = endpoint.call("logs", "DescribeLogStreams", logGroupName=group, orderBy="LastEventTime", descending=True)
    times = [stream.get("lastEventTimestamp", 0) for stream in newest["logStreams"]]
    endpoint.report.expect(times == sorted(times, reverse=True), f"DescribeLogStreams {group}: not by last event")
    if not names:
        return
    name = newest["logStreams"][0]["logStreamName"]
    token, count = None, 0
    for _ in range(400):
        more = {"nextToken": token} if token else {}
        page = endpoint.call("logs", "GetLogEvents", logGroupName=group, logStreamName=name, startFromHead=True, **more)
        count += len(page["events"])
        if page["nextForwardToken"] == token:
            break
        token = page["nextForwardToken"]
    endpoint.report.count("log events read by stream", count)
    endpoint.report.expect(count > 0, f"GetLogEvents {name}: no event")


def check_trail(endpoint: Endpoint, now: float) -> None:
    events = list_all(
        endpoint, "cloudtrail", "LookupEvents", "Events", "NextToken", StartTime=at(now - 86400), EndTime=at(now)
    )
    ids = [event["EventId"] for event in events]
    endpoint.report.count("trail events", len(events))
    endpoint.report.expect(len(set(ids)) == len(ids), "LookupEvents: an event came twice")
    times = [event["EventTime"] for event in events]
    endpoint.report.expect(times == sorted(times, reverse=True), "LookupEvents: not newest first")
    for event in events:
        record = json.loads(event["CloudTrailEvent"])
        endpoint.report.expect(record["eventID"] == event["EventId"], "LookupEvents: the record is another event's")
        endpoint.report.expect("PLANTED-" not in event["CloudTrailEvent"], f"{event['EventName']}: a secret")


def error_cases(group: str, now: float) -> list[tuple[str, str, str, dict]]:
    metric = {"Namespace": "AWS/ECS", "MetricName": "CPUUtilization", "Period": 60, "Statistics": ["Average"]}
    hour = {"StartTime": at(now - 3600), "EndTime": at(now)}
    day = datetime.timedelta(days=1)
    two = [{"AttributeKey": "ReadOnly", "AttributeValue": "false"}] * 2
    return [
        ("cloudwatch", "GetMetricStatistics", "InvalidParameterCombination", {**metric, "StartTime": at(now) - 2 * day, "EndTime": at(now)}),
        ("cloudwatch", "GetMetricStatistics", "InvalidParameterCombination", {**metric, **hour, "Statistics": []}),
        ("cloudwatch", "GetMetricStatistics", "InvalidParameterValue", {**metric, **hour, "Statistics": ["Median"]}),
        ("cloudwatch", "GetMetricStatistics", "InvalidParameterValue", {**metric, **hour, "Period": 61}),
        ("cloudwatch", "GetMetricStatistics", "MissingParameter", {**hour, "Period": 60, "Namespace": "AWS/ECS"}),
        ("cloudwatch", "ListMetrics", "InvalidParameterValue", {"NextToken": "garbage"}),
        ("cloudwatch", "ListMetrics", "InvalidParameterValue", {"RecentlyActive": "PT1H"}),
        ("cloudwatch", "DescribeAlarms", "InvalidNextToken", {"NextToken": "garbage"}),
        ("cloudwatch", "DescribeAlarms", "ValidationError", {"MaxRecords": 101}),
        ("cloudwatch", "DescribeAlarms", "ValidationError", {"StateValue": "TIRED"}),
        ("cloudwatch", "DescribeAlarmHistory", "InvalidNextToken", {"NextToken": "garbage"}),
        ("logs", "DescribeLogStreams", "ResourceNotFoundException", {"logGroupName": "/nothing"}),
        ("logs", "DescribeLogStreams", "InvalidParameterException", {"logGroupName": group, "limit": 51}),
        ("logs", "GetLogEvents", "ResourceNotFoundException", {"logGroupName": group, "logStreamName": "nothing"}),
        ("logs", "GetLogEvents", "InvalidParameterException", {"logGroupName": group}),
        ("cloudtrail", "LookupEvents", "InvalidLookupAttributesException", {"LookupAttributes": two}),
        ("cloudtrail", "LookupEvents", "InvalidMaxResultsException", {"MaxResults": 51}),
        ("cloudtrail", "LookupEvents", "InvalidNextTokenException", {"NextToken": "garbage"}),
        ("cloudtrail", "LookupEvents", "InvalidTimeRangeException", {"StartTime": at(now), "EndTime": at(now - 60)}),
        ("sts", "AssumeRole", "ValidationError", {"RoleArn": "arn:aws:iam::1:role/x", "RoleSessionName": "ab"}),
        ("sts", "AssumeRole", "MalformedPolicyDocument", {"RoleArn": "arn:aws:iam::111122223333:role/x", "RoleSessionName": "ab", "Policy": "{"}),
    ]
