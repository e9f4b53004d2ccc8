"""GetMetricData: values against the simulator's truth, ranges, order, paging, both protocols."""

import datetime
import random
import urllib.parse
import urllib.request
from typing import Any

from client import Endpoint
from shapes import check_answer

HOUR = 3600
STATISTICS = ("Average", "Sum", "Minimum", "Maximum", "SampleCount")


def check_metrics(endpoint: Endpoint) -> None:
    series = endpoint.control("GET", f"/truth/series?region={endpoint.region}")["items"]
    endpoint.report.count("metric series", len(series))
    now = endpoint.control("GET", "/health")["now"] / 1000
    # Settled minutes only, so that truth and answer cannot differ by publication in between.
    end = int(now // 60) * 60 - 30 * 60
    chosen = random.Random(7).sample(series, min(60, len(series)))
    check_values(endpoint, chosen, end)
    check_page_sizes(endpoint, chosen[:9], end)
    check_old_periods(endpoint, chosen[:5], now)
    check_query_protocol(endpoint, chosen[:5], end)


def query(index: int, one: dict, stat: str, period: int) -> dict:
    metric = {"Namespace": one["namespace"], "MetricName": one["metricName"], "Dimensions": one["dimensions"]}
    return {"Id": f"q{index}", "MetricStat": {"Metric": metric, "Period": period, "Stat": stat}}


def at(seconds: float) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)


def get(endpoint: Endpoint, queries: list[dict], start: float, end: float, **parameters: Any) -> dict[str, dict]:
    """All pages, merged by Id."""
    merged: dict[str, dict] = {}
    page: dict[str, str] = {}
    while True:
        answer = endpoint.call(
            "cloudwatch",
            "GetMetricData",
            MetricDataQueries=queries,
            StartTime=at(start),
            EndTime=at(end),
            **parameters,
            **page,
        )
        endpoint.report.count("pages")
        for result in answer["MetricDataResults"]:
            one = merged.setdefault(result["Id"], {"times": [], "values": [], "status": ""})
            one["times"] += [time.timestamp() for time in result["Timestamps"]]
            one["values"] += result["Values"]
            one["status"] = result["StatusCode"]
            partial_ends = result["StatusCode"] == "PartialData" and "NextToken" not in answer
            endpoint.report.expect(not partial_ends, "GetMetricData: PartialData on the last page")
        if "NextToken" not in answer:
            return merged
        page = {"NextToken": answer["NextToken"]}


def check_values(endpoint: Endpoint, series: list[dict], end: int) -> None:
    start = end - 3 * HOUR
    for period in (60, 300, HOUR):
        first = start - start % HOUR
        for stat in (*STATISTICS, "p50", "p99.9"):
            queries = [query(index, one, stat, period) for index, one in enumerate(series)]
            answers = get(endpoint, queries, first, end)
            asked = [
                {**names(one), "stat": stat, "period": period, "from": first * 1000, "to": end * 1000} for one in series
            ]
            truths = endpoint.control("POST", "/truth/metrics", {"queries": asked})["results"]
            for index, truth in enumerate(truths):
                compare(endpoint, answers[f"q{index}"], truth)


def names(one: dict) -> dict:
    return {member: one[member] for member in ("region", "namespace", "metricName", "dimensions")}


def compare(endpoint: Endpoint, answer: dict, truth: dict) -> None:
    report = endpoint.report
    times = answer["times"]
    report.expect(times == sorted(times, reverse=True), "GetMetricData: not newest first by default")
    report.expect(answer["status"] == "Complete", f"GetMetricData: {answer['status']} after the last page")
    report.count("datapoints compared", len(times))
    mine = dict(zip(times, answer["values"]))
    true = {time / 1000: value for time, value in zip(truth["t"], truth["values"])}
    report.expect(mine == true, "GetMetricData: values differ from the truth")


def check_page_sizes(endpoint: Endpoint, series: list[dict], end: int) -> None:
    start = end - HOUR
    queries = [query(index, one, "Average", 60) for index, one in enumerate(series)]
    whole = get(endpoint, queries, start, end)
    for order in ("TimestampDescending", "TimestampAscending"):
        for size in (1 + HOUR // 60, 17, 1000):
            paged = get(endpoint, queries, start, end, MaxDatapoints=size, ScanBy=order)
            for name, one in whole.items():
                pairs = sorted(zip(paged[name]["times"], paged[name]["values"]))
                same = pairs == sorted(zip(one["times"], one["values"]))
                endpoint.report.expect(same, f"GetMetricData: pages of {size} {order} are not the whole")
                times = paged[name]["times"]
                ordered = sorted(times, reverse=order == "TimestampDescending")
                endpoint.report.expect(times == ordered, f"GetMetricData: {order} is not kept over pages")
    for one in whole.values():
        inside = all(start <= time < end for time in one["times"])
        endpoint.report.expect(inside, "GetMetricData: StartTime is inclusive and EndTime exclusive")


def check_old_periods(endpoint: Endpoint, series: list[dict], now: float) -> None:
    """60 s is gone after 15 days, 300 s after 63; a start inside a minute is rounded down."""
    queries = [query(index, one, "Average", 60) for index, one in enumerate(series)]
    old = get(endpoint, queries, now - 17 * 24 * HOUR, now - 16 * 24 * HOUR)
    endpoint.report.expect(all(not one["times"] for one in old.values()), "GetMetricData: 60 s after 15 days")
    minute = int(now // 60) * 60 - 3600
    rounded = get(endpoint, queries, minute + 34, minute + 300)
    whole = get(endpoint, queries, minute, minute + 300)
    endpoint.report.expect(rounded == whole, "GetMetricData: StartTime is not rounded down to the minute")


def check_query_protocol(endpoint: Endpoint, series: list[dict], end: int) -> None:
    """The older query form, which botocore no longer sends, answers the same values."""
    form: dict[str, Any] = {
        "Action": "GetMetricData",
        "Version": "2010-08-01",
        "StartTime": at(end - HOUR).isoformat(),
        "EndTime": at(end).isoformat(),
    }
    queries = [query(index, one, "Maximum", 60) for index, one in enumerate(series)]
    flatten(form, "MetricDataQueries", queries)
    request = urllib.request.Request(
        endpoint.url,
        data=urllib.parse.urlencode(form).encode(),
        headers={"Authorization": authorization(endpoint.region, "monitoring")},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        body = answer.read()
    model = endpoint.model("cloudwatch", "GetMetricData")
    check_answer(endpoint.report, "cloudwatch", model, body, as_query=True)
    from botocore.parsers import QueryParser

    parsed = QueryParser().parse({"body": body, "headers": {}, "status_code": 200}, model.output_shape)
    expected = get(endpoint, queries, end - HOUR, end)
    for result in parsed["MetricDataResults"]:
        same = result["Values"] == expected[result["Id"]]["values"]
        endpoint.report.expect(same, "GetMetricData: query and JSON forms differ")


def authorization(region: str, service: str) -> str:
    scope = f"AKIASIMULATEDDEFAULT/20260101/{region}/{service}/aws4_request"
    return f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=unchecked"


def flatten(form: dict[str, Any], path: str, value: Any) -> None:
    if isinstance(value, dict):
        for name, member in value.items():
            flatten(form, f"{path}.{name}", member)
    elif isinstance(value, list):
        for index, item in enumerate(value, 1):
            flatten(form, f"{path}.member.{index}", item)
    else:
        form[path] = value
