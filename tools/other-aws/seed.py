"""Fills an AWS endpoint with a small account, and prints what it holds now, by the endpoint's own answers, as JSON.

Usage: seed.py ENDPOINT REGION

Clusters, services, tasks, task definitions, instances, volumes, groups, databases, load balancers, log groups with
lines, and metrics that were put point by point: what Danji has to show, no more and no less.
"""

import json
import sys
from datetime import datetime, timedelta, timezone
from typing import Any

import boto3

CLUSTERS = ("shop", "batch")
# Fewer than Danji reads again in each poll: nothing is read of the time before a database was created.
MINUTES = 24


class Account:
    """The clients of one account in one region."""

    def __init__(self, endpoint: str, region: str) -> None:
        self.region = region
        self.endpoint = endpoint

    def client(self, service: str) -> Any:
        return boto3.client(
            service,
            region_name=self.region,
            endpoint_url=self.endpoint,
            aws_access_key_id="AKIAOTHERAWS0000001",
            aws_secret_access_key="not-a-secret",
        )


def seed_network(account: Account) -> dict:
    ec2 = account.client("ec2")
    vpc = ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"][0]["VpcId"]
    subnets = [one["SubnetId"] for one in ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["Subnets"]]
    group = ec2.create_security_group(GroupName="web", Description="web servers", VpcId=vpc)["GroupId"]
    ec2.authorize_security_group_ingress(
        GroupId=group,
        IpPermissions=[
            {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]},
            {"IpProtocol": "tcp", "FromPort": 8080, "ToPort": 8080, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]},
        ],
    )
    ec2.create_key_pair(KeyName="ops")
    return {"vpc": vpc, "subnets": subnets, "group": group}


def seed_instances(account: Account, network: dict) -> None:
    ec2 = account.client("ec2")
    image = ec2.describe_images(Owners=["amazon"])["Images"][0]["ImageId"]
    for name, kind in (("web-1", "m5.large"), ("web-2", "t3.medium"), ("old-1", "m5.large")):
        instance = ec2.run_instances(
            ImageId=image,
            InstanceType=kind,
            MinCount=1,
            MaxCount=1,
            KeyName="ops",
            SubnetId=network["subnets"][0],
            SecurityGroupIds=[network["group"]],
            TagSpecifications=[{"ResourceType": "instance", "Tags": [{"Key": "Name", "Value": name}]}],
        )["Instances"][0]["InstanceId"]
        if name == "old-1":
            ec2.stop_instances(InstanceIds=[instance])
    ec2.create_volume(AvailabilityZone=f"{account.region}a", Size=40, VolumeType="gp3")
    scaling = account.client("autoscaling")
    scaling.create_launch_configuration(LaunchConfigurationName="batch", ImageId=image, InstanceType="m5.large")
    scaling.create_auto_scaling_group(
        AutoScalingGroupName="batch-hosts",
        LaunchConfigurationName="batch",
        MinSize=1,
        MaxSize=3,
        DesiredCapacity=2,
        AvailabilityZones=[f"{account.region}a"],
    )


def seed_load_balancer(account: Account, network: dict) -> str:
    elb = account.client("elbv2")
    balancer = elb.create_load_balancer(Name="shop", Subnets=network["subnets"][:2], SecurityGroups=[network["group"]])
    group = elb.create_target_group(
        Name="checkout",
        Protocol="HTTP",
        Port=8080,
        VpcId=network["vpc"],
        TargetType="ip",
        HealthCheckPath="/healthz",
    )["TargetGroups"][0]["TargetGroupArn"]
    elb.create_listener(
        LoadBalancerArn=balancer["LoadBalancers"][0]["LoadBalancerArn"],
        Protocol="HTTP",
        Port=80,
        DefaultActions=[{"Type": "forward", "TargetGroupArn": group}],
    )
    elb.register_targets(TargetGroupArn=group, Targets=[{"Id": "172.31.0.77", "Port": 8080}])
    return group


def seed_ecs(account: Account, network: dict, target_group: str) -> None:
    ecs = account.client("ecs")
    for cluster in CLUSTERS:
        ecs.create_cluster(clusterName=cluster, tags=[{"key": "environment", "value": "prod"}])
    for family, cpu, memory in (("checkout", "512", "1024"), ("mailer", "256", "512"), ("nightly", "1024", "2048")):
        for tag in ("1.0", "1.1"):
            ecs.register_task_definition(
                family=family,
                cpu=cpu,
                memory=memory,
                networkMode="awsvpc",
                requiresCompatibilities=["FARGATE"],
                containerDefinitions=[
                    {
                        "name": family,
                        "image": f"registry.example.com/{family}:{tag}",
                        "essential": True,
                        "memory": 256,
                        "portMappings": [{"containerPort": 8080}],
                        "environment": [{"name": "MODE", "value": "PLANTED-not-for-keeping"}],
                        "logConfiguration": {
                            "logDriver": "awslogs",
                            "options": {
                                "awslogs-group": f"/ecs/{family}",
                                "awslogs-region": account.region,
                                "awslogs-stream-prefix": "ecs",
                            },
                        },
                    }
                ],
            )
    placed = {"awsvpcConfiguration": {"subnets": network["subnets"][:2], "securityGroups": [network["group"]]}}
    for cluster, name, desired in (("shop", "checkout", 3), ("shop", "mailer", 1), ("batch", "nightly", 2)):
        balanced = [{"targetGroupArn": target_group, "containerName": name, "containerPort": 8080}]
        ecs.create_service(
            cluster=cluster,
            serviceName=name,
            taskDefinition=name,
            desiredCount=desired,
            launchType="FARGATE",
            networkConfiguration=placed,
            **({"loadBalancers": balanced} if name == "checkout" else {}),
        )
        ecs.run_task(
            cluster=cluster,
            taskDefinition=name,
            count=desired,
            launchType="FARGATE",
            networkConfiguration=placed,
            startedBy="seed",
        )
    arns = ecs.list_tasks(cluster="batch")["taskArns"]
    ecs.stop_task(cluster="batch", task=arns[0], reason="seeded stop")
    scaling = account.client("application-autoscaling")
    scaling.register_scalable_target(
        ServiceNamespace="ecs",
        ResourceId="service/shop/checkout",
        ScalableDimension="ecs:service:DesiredCount",
        MinCapacity=2,
        MaxCapacity=6,
    )
    scaling.put_scaling_policy(
        PolicyName="checkout-cpu",
        ServiceNamespace="ecs",
        ResourceId="service/shop/checkout",
        ScalableDimension="ecs:service:DesiredCount",
        PolicyType="TargetTrackingScaling",
        TargetTrackingScalingPolicyConfiguration={
            "TargetValue": 60.0,
            "PredefinedMetricSpecification": {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"},
        },
    )


def seed_databases(account: Account) -> None:
    rds = account.client("rds")
    for name, engine in (("orders", "postgres"), ("legacy", "mysql")):
        rds.create_db_instance(
            DBInstanceIdentifier=name,
            Engine=engine,
            DBInstanceClass="db.m5.large",
            AllocatedStorage=100,
            MasterUsername="root",
            MasterUserPassword="PLANTED-password",
            BackupRetentionPeriod=0 if name == "legacy" else 7,
            EnableCloudwatchLogsExports=["postgresql"] if engine == "postgres" else ["error"],
        )
    rds.create_db_cluster(
        DBClusterIdentifier="ledger",
        Engine="aurora-postgresql",
        MasterUsername="root",
        MasterUserPassword="PLANTED-password",
    )


def seed_logs(account: Account, now: datetime) -> None:
    logs = account.client("logs")
    for group in ("/ecs/checkout", "/ecs/mailer", "/ecs/nightly", "/aws/rds/instance/orders/postgresql"):
        logs.create_log_group(logGroupName=group)
        logs.create_log_stream(logGroupName=group, logStreamName="ecs/one/1")
        logs.put_log_events(
            logGroupName=group,
            logStreamName="ecs/one/1",
            logEvents=[
                {
                    "timestamp": int((now - timedelta(minutes=9 - i)).timestamp() * 1000),
                    "message": f"ERROR seeded line {i} of {group}",
                }
                for i in range(5)
            ],
        )


def seed_alarm(account: Account) -> None:
    account.client("cloudwatch").put_metric_alarm(
        AlarmName="checkout-cpu-high",
        Namespace="AWS/ECS",
        MetricName="CPUUtilization",
        Dimensions=[{"Name": "ClusterName", "Value": "shop"}, {"Name": "ServiceName", "Value": "checkout"}],
        Statistic="Average",
        Period=60,
        EvaluationPeriods=3,
        Threshold=80.0,
        ComparisonOperator="GreaterThanThreshold",
    )


def seed_metrics(account: Account, now: datetime) -> list[dict]:
    """Puts one value a minute up to now; answers every point."""
    cloudwatch = account.client("cloudwatch")
    ec2 = account.client("ec2")
    instances = [
        one["InstanceId"]
        for reservation in ec2.describe_instances(Filters=[{"Name": "tag:Name", "Values": ["web-1"]}])["Reservations"]
        for one in reservation["Instances"]
    ]
    series = [
        ("AWS/ECS", "CPUUtilization", "Percent", {"ClusterName": "shop", "ServiceName": "checkout"}, "service", "checkout"),
        ("AWS/ECS", "MemoryUtilization", "Percent", {"ClusterName": "batch", "ServiceName": "nightly"}, "service", "nightly"),
        ("AWS/EC2", "CPUUtilization", "Percent", {"InstanceId": instances[0]}, "instance", "web-1"),
        ("AWS/RDS", "DatabaseConnections", "Count", {"DBInstanceIdentifier": "orders"}, "database", "orders"),
    ]
    start = (now - timedelta(minutes=MINUTES)).replace(second=0, microsecond=0)
    put = []
    for index, (namespace, metric, unit, dimensions, kind, name) in enumerate(series):
        points = [(start + timedelta(minutes=i), 10.0 * (index + 1) + i * 0.25) for i in range(MINUTES - 2)]
        for at in range(0, len(points), 20):
            cloudwatch.put_metric_data(
                Namespace=namespace,
                MetricData=[
                    {
                        "MetricName": metric,
                        "Dimensions": [{"Name": key, "Value": value} for key, value in dimensions.items()],
                        "Timestamp": moment,
                        "Value": value,
                        "Unit": unit,
                    }
                    for moment, value in points[at : at + 20]
                ],
            )
        put.append(
            {
                "kind": kind,
                "name": name,
                "metric": metric,
                "points": [[moment.astimezone(timezone.utc).isoformat(), value] for moment, value in points],
            }
        )
    return put


def tell(account: Account) -> dict:
    """Names of everything, by kind, as the endpoint itself lists them."""
    ec2, ecs, rds = account.client("ec2"), account.client("ecs"), account.client("rds")
    elb, logs = account.client("elbv2"), account.client("logs")
    instances = [one for group in ec2.describe_instances()["Reservations"] for one in group["Instances"]]
    services = [arn for cluster in CLUSTERS for arn in ecs.list_services(cluster=cluster)["serviceArns"]]
    tasks = [
        arn
        for cluster in CLUSTERS
        for status in ("RUNNING", "STOPPED")
        for arn in ecs.list_tasks(cluster=cluster, desiredStatus=status)["taskArns"]
    ]
    used = {one["ImageId"] for one in instances}
    return {
        "ecs_cluster": sorted(arn.split("/")[-1] for arn in ecs.list_clusters()["clusterArns"]),
        "ecs_service": sorted(arn.split("/")[-1] for arn in services),
        "ecs_task": sorted(arn.split("/")[-1] for arn in tasks),
        "ec2_instance": sorted(one["InstanceId"] for one in instances),
        "ebs_volume": sorted(one["VolumeId"] for one in ec2.describe_volumes()["Volumes"]),
        "subnet": sorted(one["SubnetId"] for one in ec2.describe_subnets()["Subnets"]),
        "security_group": sorted(one["GroupId"] for one in ec2.describe_security_groups()["SecurityGroups"]),
        "image": sorted(used),
        "auto_scaling_group": sorted(
            one["AutoScalingGroupName"]
            for one in account.client("autoscaling").describe_auto_scaling_groups()["AutoScalingGroups"]
        ),
        "rds_instance": sorted(one["DBInstanceIdentifier"] for one in rds.describe_db_instances()["DBInstances"]),
        "rds_cluster": sorted(one["DBClusterIdentifier"] for one in rds.describe_db_clusters()["DBClusters"]),
        "load_balancer": sorted(
            one["LoadBalancerArn"].split("loadbalancer/")[1] for one in elb.describe_load_balancers()["LoadBalancers"]
        ),
        "target_group": sorted(
            one["TargetGroupArn"].split(":")[-1] for one in elb.describe_target_groups()["TargetGroups"]
        ),
        "alarm": sorted(
            one["AlarmName"] for one in account.client("cloudwatch").describe_alarms()["MetricAlarms"]
        ),
        "log_group": sorted(one["logGroupName"] for one in logs.describe_log_groups()["logGroups"]),
    }


def main() -> int:
    account = Account(sys.argv[1], sys.argv[2])
    now = datetime.now(timezone.utc)
    network = seed_network(account)
    seed_instances(account, network)
    seed_ecs(account, network, seed_load_balancer(account, network))
    seed_databases(account)
    seed_logs(account, now)
    seed_alarm(account)
    metrics = seed_metrics(account, now)
    print(json.dumps({"resources": tell(account), "metrics": metrics}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
