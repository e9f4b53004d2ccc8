"""FilterLogEvents: pages, limits, filters."""

from typing import Any

from client import Endpoint

GROUPS = 6


def check_log_events(endpoint: Endpoint) -> None:
    now = endpoint.control("GET", "/health")["now"]
    end = now - 10 * 60_000
    groups = [group["logGroupName"] for group in endpoint.call("logs", "DescribeLogGroups")["logGroups"]]
    found = 0
    for group in groups[:GROUPS]:
        window = {"logGroupName": group, "startTime": end - 15 * 60_000, "endTime": end}
        whole = pages(endpoint, **window)
        found += len(whole)
        endpoint.report.count("log events", len(whole))
        check_order(endpoint, whole, window)
        check_limits(endpoint, whole, window)
        check_filters(endpoint, whole, window)
    endpoint.report.expect(found > 0, f"FilterLogEvents: no event in {GROUPS} groups")


def pages(endpoint: Endpoint, **parameters: Any) -> list[dict]:
    events: list[dict] = []
    page: dict[str, str] = {}
    while True:
        answer = endpoint.call("logs", "FilterLogEvents", **parameters, **page)
        endpoint.report.count("pages")
        limit = parameters.get("limit", 10_000)
        endpoint.report.expect(len(answer["events"]) <= limit, f"FilterLogEvents: page above {limit}")
        size = sum(len(event["message"].encode()) + 26 for event in answer["events"])
        endpoint.report.expect(size <= 1_048_576, "FilterLogEvents: page above 1 MB")
        events += answer["events"]
        if "nextToken" not in answer:
            return events
        page = {"nextToken": answer["nextToken"]}


def check_order(endpoint: Endpoint, events: list[dict], window: dict) -> None:
    times = [event["timestamp"] for event in events]
    ids = [event["eventId"] for event in events]
    inside = all(window["startTime"] <= time <= window["endTime"] for time in times)
    endpoint.report.expect(times == sorted(times), "FilterLogEvents: not by time")
    endpoint.report.expect(inside, "FilterLogEvents: outside of the range")
    endpoint.report.expect(len(set(ids)) == len(ids), "FilterLogEvents: an eventId came twice")
    late = [event for event in events if event["ingestionTime"] < event["timestamp"]]
    endpoint.report.expect(not late, "FilterLogEvents: ingested before it happened")


def check_limits(endpoint: Endpoint, whole: list[dict], window: dict) -> None:
    if not whole:
        return
    # About five pages; the rate limit is 10 requests a second.
    size = max(1, len(whole) // 5)
    paged = pages(endpoint, **window, limit=size)
    same = [event["eventId"] for event in paged] == [event["eventId"] for event in whole]
    endpoint.report.expect(same, "FilterLogEvents: pages are not the whole")


def check_filters(endpoint: Endpoint, whole: list[dict], window: dict) -> None:
    if not whole:
        return
    stream = whole[0]["logStreamName"]
    only = pages(endpoint, **window, logStreamNames=[stream])
    expected = [event["eventId"] for event in whole if event["logStreamName"] == stream]
    endpoint.report.expect([event["eventId"] for event in only] == expected, "FilterLogEvents: logStreamNames")
    prefix = stream.split("/")[0]
    begins = pages(endpoint, **window, logStreamNamePrefix=prefix)
    expected = [event["eventId"] for event in whole if event["logStreamName"].startswith(prefix)]
    endpoint.report.expect([event["eventId"] for event in begins] == expected, "FilterLogEvents: logStreamNamePrefix")
    word = max(("".join(c if c.isalnum() else " " for c in whole[0]["message"])).split() or ["a"], key=len)
    for pattern, accepts in (
        (f'"{word}"', lambda text: word in text),
        (f'?"{word}" ?"no such text anywhere"', lambda text: word in text),
        (f'"{word}" -"{word}"', lambda text: False),
    ):
        matching = pages(endpoint, **window, filterPattern=pattern)
        expected = [event["eventId"] for event in whole if accepts(event["message"])]
        endpoint.report.expect([event["eventId"] for event in matching] == expected, "FilterLogEvents: filterPattern")
