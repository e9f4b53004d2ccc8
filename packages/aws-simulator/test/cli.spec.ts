import { describe, expect, it } from '@jest/globals';
import { readFaultsFile, checkReplayDir, loadScenarios } from '../src/cli/files.js';
import { FlagError, readCliOptions } from '../src/cli/options.js';

describe('the command line', () => {
  it('has the demo fleet on port 4580 by default', () => {
    expect(readCliOptions([])).toMatchObject({
      port: 4580,
      host: '127.0.0.1',
      seed: 1,
      scenarios: [],
      speed: undefined,
    });
    expect(readCliOptions(['--help'])).toBeUndefined();
  });

  it('reads every flag', () => {
    const flags =
      '--port 0 --host ::1 --seed 7 --clusters 2 --services 5 --tasks 9 --instances 3 --databases 1 --accounts 2 ' +
      '--regions us-east-1,eu-west-1 --history-days 3 --scenario a.yaml --scenario quiet --faults f.json --replay d ' +
      '--speed 60 --now 2026-11-02T09:00:00Z --epoch 2026-11-01T00:00:00+09:00';
    expect(readCliOptions(flags.split(' '))).toEqual({
      port: 0,
      host: '::1',
      seed: 7,
      clusters: 2,
      services: 5,
      tasks: 9,
      instances: 3,
      databases: 1,
      accounts: 2,
      regions: ['us-east-1', 'eu-west-1'],
      historyDays: 3,
      scenarios: ['a.yaml', 'quiet'],
      faultsFile: 'f.json',
      replayDir: 'd',
      speed: 60,
      startAt: Date.parse('2026-11-02T09:00:00Z'),
      startedAt: Date.parse('2026-10-31T15:00:00Z'),
    });
  });

  it.each([
    [['--port', 'http'], '--port http: give a whole number from 0 to 65535'],
    [['--port', '70000'], '--port 70000'],
    [['--tasks', '-1'], '--tasks'],
    [['--tasks', '1.5'], '--tasks 1.5: give a whole number'],
    [['--regions', 'Seoul'], '"Seoul" is not a region'],
    [['--speed', '0'], '--speed 0'],
    [['--speed', '2', '--frozen'], '--frozen and --speed exclude each other'],
    [['--now', 'yesterday'], '--now yesterday'],
    [['--now', '2026-11-02T09:00:00'], 'with its zone'],
    [['--colour', 'red'], '--colour'],
    [['extra'], 'extra'],
  ])('refuses %j and says why', (argv, message) => {
    expect(() => readCliOptions(argv)).toThrow(FlagError);
    expect(() => readCliOptions(argv)).toThrow(message);
  });

  it('names files that cannot be read', () => {
    expect(() => readFaultsFile('/nowhere/f.json')).toThrow('--faults /nowhere/f.json');
    expect(() => checkReplayDir('/nowhere')).toThrow('--replay /nowhere: there is no such directory');
    expect(() => loadScenarios(['/nowhere/s.yaml'])).toThrow('--scenario /nowhere/s.yaml');
  });

  it('loads built-in scenarios by name, and the demo without any', () => {
    expect(loadScenarios([])).toEqual(loadScenarios(['demo']));
    expect(loadScenarios(['quiet'])).toMatchObject([{ name: 'quiet' }]);
  });
});
