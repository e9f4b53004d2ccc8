"""Which IAM actions a moto server answers.

Usage: implemented.py ENDPOINT REGION ACTION...   prints a JSON object action -> true or false

An action counts when moto's own classes have it, and when asking it without any argument, where AWS allows that, is
not answered by a failure of moto itself.
"""

import importlib
import inspect
import json
import re
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError, ParamValidationError

MODULES = {"elasticloadbalancing": "elbv2", "application-autoscaling": "applicationautoscaling"}
CLIENTS = {"elasticloadbalancing": "elbv2"}


def snake(operation: str) -> str:
    """DescribeDBInstances -> describe_db_instances, as moto and boto3 name their methods."""
    words = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", operation)
    return re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", words).lower()


def has_class(service: str, operation: str) -> bool:
    try:
        module = importlib.import_module(f"moto.{MODULES.get(service, service)}.responses")
    except ModuleNotFoundError:
        return False
    classes = [one for _, one in inspect.getmembers(module, inspect.isclass) if one.__name__.endswith("Response")]
    return any(hasattr(one, snake(operation)) for one in classes)


def fails_by_itself(endpoint: str, region: str, service: str, operation: str) -> bool:
    client = boto3.client(
        CLIENTS.get(service, service),
        region_name=region,
        endpoint_url=endpoint,
        aws_access_key_id="AKIAOTHERAWS0000001",
        aws_secret_access_key="not-a-secret",
        config=Config(retries={"total_max_attempts": 1}),
    )
    try:
        getattr(client, snake(operation))()
    except ParamValidationError:
        return False
    except ClientError as error:
        return error.response["ResponseMetadata"]["HTTPStatusCode"] >= 500
    return False


def main() -> None:
    endpoint, region, *actions = sys.argv[1:]
    answers = {}
    for action in actions:
        service, operation = action.split(":")
        answers[action] = has_class(service, operation) and not fails_by_itself(endpoint, region, service, operation)
    print(json.dumps(answers))


main()
