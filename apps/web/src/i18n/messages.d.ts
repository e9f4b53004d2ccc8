import type alarms from '../../messages/en/alarms.json';
import type alerts from '../../messages/en/alerts.json';
import type charts from '../../messages/en/charts.json';
import type clusters from '../../messages/en/clusters.json';
import type collection from '../../messages/en/collection.json';
import type commits from '../../messages/en/commits.json';
import type common from '../../messages/en/common.json';
import type deployments from '../../messages/en/deployments.json';
import type ec2 from '../../messages/en/ec2.json';
import type events from '../../messages/en/events.json';
import type jobs from '../../messages/en/jobs.json';
import type loadBalancing from '../../messages/en/loadBalancing.json';
import type logs from '../../messages/en/logs.json';
import type network from '../../messages/en/network.json';
import type notifications from '../../messages/en/notifications.json';
import type overview from '../../messages/en/overview.json';
import type rds from '../../messages/en/rds.json';
import type recommendations from '../../messages/en/recommendations.json';
import type reports from '../../messages/en/reports.json';
import type scaling from '../../messages/en/scaling.json';
import type search from '../../messages/en/search.json';
import type service from '../../messages/en/service.json';
import type settings from '../../messages/en/settings.json';
import type shell from '../../messages/en/shell.json';
import type taskDefinition from '../../messages/en/taskDefinition.json';
import type tasks from '../../messages/en/tasks.json';
import type timeline from '../../messages/en/timeline.json';
import type usage from '../../messages/en/usage.json';
import type tokens from '../../messages/en/tokens.json';
import type { Locale } from './locale';

/** Makes a missing or misspelt message key an error of the compiler. */
declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: {
      alarms: typeof alarms;
      alerts: typeof alerts;
      charts: typeof charts;
      clusters: typeof clusters;
      collection: typeof collection;
      commits: typeof commits;
      common: typeof common;
      deployments: typeof deployments;
      ec2: typeof ec2;
      events: typeof events;
      jobs: typeof jobs;
      loadBalancing: typeof loadBalancing;
      logs: typeof logs;
      network: typeof network;
      notifications: typeof notifications;
      overview: typeof overview;
      rds: typeof rds;
      recommendations: typeof recommendations;
      reports: typeof reports;
      scaling: typeof scaling;
      search: typeof search;
      settings: typeof settings;
      service: typeof service;
      shell: typeof shell;
      taskDefinition: typeof taskDefinition;
      tasks: typeof tasks;
      timeline: typeof timeline;
      usage: typeof usage;
      tokens: typeof tokens;
    };
  }
}
