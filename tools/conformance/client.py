"""botocore clients for the endpoint, with every raw answer checked on its way."""

import json
import urllib.request
from typing import Any, Callable

import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

from report import Report
from shapes import check_answer

SERVICES = (
    "ecs",
    "ec2",
    "rds",
    "pi",
    "autoscaling",
    "application-autoscaling",
    "logs",
    "cloudwatch",
    "cloudtrail",
    "sts",
    "elbv2",
    "synthetics",
    "sqs",
)


class Endpoint:
    def __init__(self, url: str, region: str, report: Report) -> None:
        self.url = url
        self.region = region
        self.report = report
        self.session = botocore.session.get_session()
        self.session.set_credentials("AKIASIMULATEDDEFAULT", "any")
        self.clients = {service: self._client(service) for service in SERVICES}
        self.called: set[tuple[str, str]] = set()

    def _client(self, service: str, attempts: int = 12) -> Any:
        config = Config(
            retries={"mode": "standard", "total_max_attempts": attempts},
            parameter_validation=False,
            read_timeout=120,
        )
        client = self.session.create_client(
            service, region_name=self.region, endpoint_url=self.url, config=config
        )
        client.meta.events.register("before-parse", self._checker(service))
        return client

    def impatient(self, service: str) -> Any:
        """A client which does not retry: for throttling and faults."""
        return self._client(service, attempts=1)

    def _checker(self, service: str) -> Callable[..., None]:
        def check(operation_model: Any, response_dict: dict, **_: Any) -> None:
            headers = response_dict["headers"]
            self.report.expect(bool(headers.get("x-amzn-requestid")), f"{operation_model.name}: no x-amzn-RequestId")
            if response_dict["status_code"] < 300:
                check_answer(self.report, service, operation_model, response_dict["body"])

        return check

    def call(self, service: str, operation: str, /, **parameters: Any) -> dict:
        """Calls an operation by its AWS name and returns what botocore parsed."""
        self.called.add((service, operation))
        method = botocore.xform_name(operation)
        return getattr(self.clients[service], method)(**parameters)

    def error_of(self, service: str, operation: str, client: Any = None, /, **parameters: Any) -> ClientError | None:
        """The error of a call that must fail; None when it succeeds."""
        method = botocore.xform_name(operation)
        try:
            getattr(client or self.clients[service], method)(**parameters)
        except ClientError as error:
            return error
        return None

    def model(self, service: str, operation: str) -> Any:
        return self.clients[service].meta.service_model.operation_model(operation)

    def control(self, method: str, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}/_simulator{path}", data=data, method=method)
        with urllib.request.urlopen(request, timeout=300) as answer:
            return json.load(answer)
