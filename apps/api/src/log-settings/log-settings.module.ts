import { Module } from '@nestjs/common';
import { GetLogSettings } from './get-log-settings.js';
import { LogSettingsController } from './log-settings.controller.js';
import { SaveLogSettings } from './save-log-settings.js';

@Module({ controllers: [LogSettingsController], providers: [GetLogSettings, SaveLogSettings] })
export class LogSettingsModule {}
