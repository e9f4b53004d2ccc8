/** Stop reasons and service events that people really met are read right, unseen ones too, and never wrongly. */
import { Report } from './lib/report.ts';
import { HALVES, readTexts, type Half, type LabelledText } from './texts/corpus.ts';
import { answerOf, scoreOf, type Answer } from './texts/score.ts';
import { halfOf, templateId } from './texts/template.ts';

const GOAL = 0.95;
const TEXTS = 500;
const TEMPLATES = 200;
/** Shows what is not right in the train half. There is no such option for the test half: rules are not written from it. */
const SHOW_TRAIN = process.argv.includes('--show-train');

const percent = (part: number, whole: number): string => `${((part * 100) / whole).toFixed(1)} %`;

function judge(report: Report, half: Half | 'later', rows: readonly LabelledText[]): void {
  const answers = rows.map(answerOf);
  const { total, right, other, wrong } = scoreOf(answers);
  report.figure(
    `${half}: ${total} texts`,
    `right ${right} (${percent(right, total)}), other ${other} (${percent(other, total)}), wrong ${wrong} (${percent(wrong, total)})`,
  );
  for (const stop of [true, false]) {
    const part = scoreOf(answers.filter(({ row }) => (row.kind !== 'serviceEvent') === stop));
    report.figure(`${half}, ${stop ? 'stop reasons' : 'service events'}`, `${part.right} of ${part.total}`);
  }
  report.check(`${half}: at least ${percent(GOAL, 1)} right`, right / total >= GOAL, percent(right, total));
  report.check(`${half}: the rest is "other", never wrong`, wrong === 0, `${wrong} wrong`);
  if (half === 'train' && SHOW_TRAIN) show(answers);
}

function show(answers: readonly Answer[]): void {
  for (const { row, answer, verdict } of answers) {
    if (verdict !== 'right')
      console.log(`  ${verdict} ${row.id} ${row.label} read as ${answer}: ${row.text}`);
  }
}

function main(): number {
  const report = new Report('texts');
  const halves = HALVES.map((half) => ({ half, rows: readTexts(half) }));
  const all = halves.flatMap(({ rows }) => rows);
  const templates = new Set(all.map(({ template }) => template)).size;
  report.check(
    `${TEXTS} texts with their source`,
    all.length >= TEXTS && all.every(sourced),
    `${all.length}`,
  );
  report.check(`${TEMPLATES} templates`, templates >= TEMPLATES, `${templates}`);
  const astray = halves.flatMap(({ half, rows }) =>
    rows.filter(({ text, template }) => templateId(text) !== template || halfOf(template) !== half),
  );
  report.check(
    'every text is in the half that its template says',
    astray.length === 0,
    `${astray.length} astray`,
  );
  for (const { half, rows } of halves) judge(report, half, rows);
  judge(report, 'later', readTexts('later'));
  return report.end();
}

function sourced({ source }: LabelledText): boolean {
  return /^(https:\/\/|github(-file)?:)\S+$/.test(source);
}

process.exitCode = main();
