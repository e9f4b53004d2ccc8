import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { LogSettings, LogSettingsInput } from '@danji/shared';
import type { Context } from '@danji/shared';
import { Actor, IfMatch, Returns, TakesIfMatch } from '../http/index.js';
import { GetLogSettings } from './get-log-settings.js';
import { SaveLogSettings } from './save-log-settings.js';

@ApiTags('settings')
@Controller('settings/logs')
export class LogSettingsController {
  constructor(
    private readonly getSettings: GetLogSettings,
    private readonly saveSettings: SaveLogSettings,
  ) {}

  @Get()
  @Returns(LogSettings, { summary: 'Log groups that are not read, and own patterns that are hidden.' })
  settings(@Actor() ctx: Context): Promise<LogSettings> {
    return this.getSettings.run(ctx);
  }

  @Put()
  @TakesIfMatch()
  @Returns(LogSettings, { summary: 'Saves them over those of the version in If-Match.' })
  save(
    @Actor() ctx: Context,
    @Body({ schema: LogSettingsInput }) input: LogSettingsInput,
    @IfMatch() version: number,
  ): Promise<LogSettings> {
    return this.saveSettings.run(ctx, input, version);
  }
}
