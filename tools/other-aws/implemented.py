"""Which IAM actions the installed moto implements, read from its own classes.

Usage: implemented.py ACTION...   prints a JSON object action -> true or false
"""

import importlib
import inspect
import json
import re
import sys

MODULES = {
    "elasticloadbalancing": "elbv2",
    "application-autoscaling": "applicationautoscaling",
    "cloudwatch": "cloudwatch",
}


def snake(operation: str) -> str:
    """DescribeDBInstances -> describe_db_instances, as moto names its methods."""
    words = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", operation)
    return re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", words).lower()


def is_implemented(action: str) -> bool:
    service, operation = action.split(":")
    try:
        module = importlib.import_module(f"moto.{MODULES.get(service, service)}.responses")
    except ModuleNotFoundError:
        return False
    classes = [one for _, one in inspect.getmembers(module, inspect.isclass) if one.__name__.endswith("Response")]
    return any(hasattr(one, snake(operation)) for one in classes)


print(json.dumps({action: is_implemented(action) for action in sys.argv[1:]}))
