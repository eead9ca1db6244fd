// Who may import whom, what stays pure, and how things are named. Each rule is tried on a bad sample first, so that
// none of them passes because it sees nothing.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

type Source = { path: string; text: string }
type Rule = {
  name: string
  why: string
  /** What is wrong with one file, or nothing. */
  faults: (source: Source) => string[]
  /** Files that break the rule, and files that come close and do not. */
  bad: Source[]
  good: Source[]
}

const root = fileURLToPath(new URL('..', import.meta.url))
const sources: Source[] = ['src', 'test'].flatMap((top) =>
  readdirSync(join(root, top), { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile() && /\.tsx?$/.test(it.name))
    .map((it) => join(it.parentPath, it.name))
    .map((file) => ({ path: relative(root, file).replaceAll('\\', '/'), text: readFileSync(file, 'utf8') })),
)

/** Code without its comments: they may speak of what the code may not do. */
const codeOf = ({ text }: Source): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1')

type Import = { from: string; names: string[]; isType: boolean }
const importsOf = (source: Source): Import[] => [
  ...codeOf(source)
    .matchAll(/(?:^|;)\s*(?:import|export)\s+(type\s+)?([^'";=()]*?)\s*(?:\bfrom\s*)?['"]([^'"]+)['"]/gm)
    .map(([, type, names = '', from = '']) => ({ from, isType: Boolean(type), names: namesIn(names) })),
  ...codeOf(source)
    .matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)
    .map(([, from = '']) => ({ from, names: [], isType: false })),
]
const namesIn = (clause: string): string[] =>
  clause
    .replaceAll(/[{}]/g, ',')
    .split(',')
    .map((it) =>
      it
        .trim()
        .replace(/^type\s+/, '')
        .replace(/\s+as\s+.*$/, ''),
    )
    .filter(Boolean)

/** The part of Balcony that a file of ours belongs to: a folder of src, or a file beside them. */
const partOf = (path: string): string => path.split('/')[1]?.replace(/\.ts$/, '') ?? ''
const isOurs = ({ path }: Source): boolean => path.startsWith('src/')
const ownPath = (importer: string, from: string): string =>
  join(dirname(importer), from).replaceAll('\\', '/')

/** Which parts each part may import. `content` gives the domain its bank, so it looks at the domain and nothing else. */
const direction: Record<string, string[]> = {
  domain: [],
  ports: ['domain'],
  locales: ['domain'],
  content: ['domain'],
  store: ['domain', 'ports'],
  flows: ['domain', 'ports'],
  slack: ['domain', 'ports', 'flows', 'locales'],
  sandbox: [],
  log: ['ports'],
  metrics: ['domain', 'ports'],
  config: ['slack'],
  'env-file': [],
  version: [],
  'cannot-start': [],
  documents: ['domain', 'ports', 'store', 'flows'],
  app: [
    'domain',
    'metrics',
    'ports',
    'locales',
    'content',
    'cannot-start',
    'store',
    'flows',
    'slack',
    'documents',
    'control',
    'version',
  ],
  control: ['domain', 'ports', 'store', 'flows', 'documents'],
  practice: ['domain', 'ports', 'flows', 'slack', 'sandbox', 'store', 'app'],
  cli: [
    'domain',
    'ports',
    'locales',
    'content',
    'store',
    'flows',
    'slack',
    'sandbox',
    'config',
    'env-file',
    'log',
    'app',
    'practice',
    'documents',
    'control',
    'version',
  ],
  main: ['domain', 'config', 'env-file', 'log', 'app', 'practice', 'sandbox', 'cannot-start'],
}

/** Each library has one home, so that it can be exchanged there and is known nowhere else. */
const homes: Record<string, string[]> = {
  '@slack/bolt': ['slack'],
  '@slack/web-api': ['slack', 'app', 'main'],
  '@slack/types': ['slack', 'sandbox', 'cli'],
  '@vitejs/plugin-react': ['sandbox'],
  'cli-progress': ['cli'],
  'cli-table3': ['cli'],
  commander: ['cli'],
  cronstrue: ['locales'],
  'date-fns': ['domain', 'slack'],
  'date-holidays': ['domain'],
  diff: ['cli'],
  'flesch-kincaid': ['content'],
  leven: ['content', 'slack', 'config'],
  lowdb: ['store'],
  'node-cron': ['app', 'flows'],
  'p-map': ['flows'],
  'p-queue': ['slack', 'app'],
  pino: ['log'],
  'prom-client': ['metrics'],
  react: ['sandbox'],
  'react-dom': ['sandbox'],
  'slack-blocks-to-jsx': ['sandbox'],
  syllable: ['content'],
  tar: ['store'],
  'temporal-polyfill': ['domain'],
  vite: ['sandbox'],
  ws: ['sandbox'],
  yaml: ['content'],
  zod: ['domain', 'content', 'store', 'config', 'control', 'sandbox'],
}
const nodeHomes = [
  'content',
  'store',
  'slack',
  'sandbox',
  'documents',
  'control',
  'app',
  'practice',
  'cli',
  'main',
  'env-file',
  'metrics',
  'version',
]

/** Functions that hand out what someone wrote, and the only files that may import them. */
const wordGivers: Record<string, readonly string[]> = {
  // Both for the words' own author.
  wordsOf: ['src/domain/digest.ts', 'src/domain/history.ts', 'src/domain/look-back.ts'],
  excerptOf: ['src/flows/compose-letter.ts', 'src/flows/read-forms.ts', 'src/domain/words-anew.ts'],
  previewOf: ['src/flows/read-forms.ts'],
  agreedOf: ['src/flows/read-forms.ts'],
  approved: ['src/domain/consent.ts', 'src/domain/sharing.ts'],
  pull: ['src/flows/compose-edition.ts'],
  ownMonth: ['src/flows/read-forms.ts'],
  monthTold: ['src/domain/digest-anew.ts'],
  personalDigest: ['src/flows/compose-letter.ts'],
  readReplyForm: ['src/slack/actions/write.ts', 'src/slack/actions/mind.ts', 'src/slack/actions/save.ts'],
  readPlan: ['src/slack/actions/write.ts'],
  readOwnWords: ['src/slack/actions/write.ts'],
  readPreview: ['src/slack/actions/share.ts'],
  // The author's own file, as it is read.
  accountsOf: ['src/slack/views/export-file.ts', 'src/slack/views/portfolio.ts'],
}

/** Files that may look into a reflection's parts: three that keep the rules, and flows with a reason. */
const readersOfParts = [
  'src/domain/reflection.ts',
  'src/domain/consent.ts',
  'src/domain/model.ts',
  // Whether something in it is not safe to use; and what goes when it is deleted.
  'src/domain/set-aside.ts',
  'src/domain/erasure.ts',
  // What a change took back, for the ledger, which keeps a hash of it.
  'src/domain/withdrawal.ts',
  // The author's own file.
  'src/domain/portfolio.ts',
  // The author's own form.
  'src/flows/read-forms.ts',
  'src/slack/modals/reply.ts',
  // Which message a part came as, never what it says.
  'src/flows/send.ts',
  'src/flows/catch-up.ts',
  'src/flows/compose-letter.ts',
]

const wholeDocuments = ['Leader', 'Reflection', 'Part', 'Delivery', 'Commitment', 'Partnership', 'Workspace']
const vague = /^(utils?|helpers?|managers?|services?|commons?|misc)$/i

const sample = (path: string, text: string): Source => ({ path, text })

const rules: Rule[] = [
  {
    name: 'imports go one way',
    why: 'Slack, the files and the practice workspace can each be exchanged only while no other part knows them.',
    faults: (source) => {
      if (!isOurs(source)) return []
      const part = partOf(source.path)
      const allowed = direction[part]
      if (!allowed) return [`${part} has no place in the order of parts`]
      return importsOf(source)
        .filter(({ from }) => from.startsWith('.'))
        .map(({ from }) => ownPath(source.path, from))
        .filter((to) => !to.startsWith('src/') || (partOf(to) !== part && !allowed.includes(partOf(to))))
        .map((to) => `imports ${to}`)
    },
    bad: [
      sample('src/domain/leader.ts', `import { plus } from '../flows/wake.ts'`),
      sample('src/flows/wake.ts', `import type {\n  App,\n} from '../slack/connect.ts'`),
      sample('src/slack/views/home.ts', `const it = await import('../../store/open.ts')`),
      sample('src/sandbox/person.ts', `export { en } from '../locales/en.ts'`),
      sample('src/store/json.ts', `import '../content/pack.ts'`),
      sample('src/domain/model.ts', `import type { Clock } from '../ports.ts'`),
      sample('src/flows/wake.ts', `import { given } from '../../test/flows/given.ts'`),
      sample('src/elsewhere/new.ts', 'export const it = 1'),
    ],
    good: [
      sample('src/slack/views/home.ts', `import { wake } from '../../flows/wake.ts'`),
      sample('src/domain/leader.ts', `// not from '../store/json.ts'\nimport { plus } from './calendar.ts'`),
    ],
  },
  {
    name: 'a type is all that the configuration takes from Slack',
    why: 'Reading the environment must not load or start anything.',
    faults: (source) =>
      source.path === 'src/config.ts'
        ? importsOf(source)
            .filter(({ from, isType }) => from.startsWith('./slack/') && !isType)
            .map(({ from }) => `imports more than types of ${from}`)
        : [],
    bad: [sample('src/config.ts', `import { connect } from './slack/connect.ts'`)],
    good: [sample('src/config.ts', `import type { Connection } from './slack/connect.ts'`)],
  },
  {
    name: 'each library has a home',
    why: 'What a library does can be looked up, tested and exchanged in one place.',
    faults: (source) =>
      isOurs(source) && source.path !== 'src/needs-node-24.js'
        ? importsOf(source)
            .filter(({ from }) => !from.startsWith('.'))
            .filter(({ from }) => {
              const name = from.startsWith('@') ? from.split('/').slice(0, 2).join('/') : from.split('/')[0]
              const allowed = from.startsWith('node:') ? nodeHomes : homes[name ?? '']
              return !allowed?.includes(partOf(source.path))
            })
            .map(({ from }) => `imports ${from}`)
        : [],
    bad: [
      sample('src/domain/outbox.ts', `import { randomUUID } from 'node:crypto'`),
      sample('src/flows/wake.ts', `import { readFile } from 'node:fs/promises'`),
      sample('src/flows/wake.ts', `import { z } from 'zod'`),
      sample('src/slack/sender.ts', `import left from 'left-pad'`),
      sample('src/domain/calendar.ts', `import { TZDate } from '@date-fns/tz'`),
    ],
    good: [
      sample('src/slack/views/dates.ts', `import { enGB } from 'date-fns/locale/en-GB'`),
      sample('src/sandbox/ui/app.tsx', `import { createRoot } from 'react-dom/client'`),
      sample('src/locales/en.ts', `text: 'They may export it, and read it from then on.',\n  deny: 'No'`),
    ],
  },
  {
    name: 'the domain is pure',
    why: 'What is due is then a matter of the document and the moment alone, and can be tried for any moment.',
    faults: (source) =>
      partOf(source.path) === 'domain' && isOurs(source)
        ? matches(codeOf(source), [
            /\bDate\.now\b/,
            /\bnew Date\(\s*\)/,
            /\bDate\(\s*\)/,
            /\bMath\.random\b/,
            /\bTemporal\.Now\b/,
            /\bperformance\./,
            /\bprocess\./,
            /\bglobalThis\b/,
            /\bcrypto\b/,
            /\bset(Timeout|Interval|Immediate)\b/,
            /\bfetch\(/,
            /\bconsole\./,
            /\b(async|await)\b/,
          ])
        : [],
    bad: [
      'Date.now()',
      'new Date( )',
      'Math.random()',
      'Temporal.Now.instant()',
      'await it',
      'process.env',
    ].map((code) => sample('src/domain/leader.ts', `const it = ${code}`)),
    good: [
      sample(
        'src/domain/calendar.ts',
        'const at = new Date(Math.floor(Number(ts) * 1000)) // not new Date()',
      ),
      sample('src/main.ts', 'const at = new Date()'),
    ],
  },
  {
    name: 'the domain asks nothing of this machine’s own time zone',
    why: 'The same document must be due at the same moment wherever Balcony runs.',
    faults: (source) =>
      partOf(source.path) === 'domain' && isOurs(source)
        ? matches(codeOf(source), [
            /\.(get|set)(FullYear|Month|Date|Day|Hours|Minutes)\(/,
            /\.getTimezoneOffset\(/,
            /\.resolvedOptions\(/,
            /\.toLocale(Date|Time)?String\(/,
          ])
        : [],
    bad: ['at.getDay()', 'at.toLocaleString()', 'new Intl.DateTimeFormat().resolvedOptions()'].map((code) =>
      sample('src/domain/calendar.ts', `const it = ${code}`),
    ),
    good: [sample('src/domain/calendar.ts', 'const it = at.getUTCDay()')],
  },
  {
    name: 'flows take the time and their ids from what they are given',
    why: 'The practice workspace’s clock moves; a flow that looked at another one would act at the wrong time.',
    faults: (source) =>
      partOf(source.path) === 'flows' && isOurs(source)
        ? matches(codeOf(source), [
            /\bDate\.now\b/,
            /\bnew Date\(\s*\)/,
            /\bMath\.random\b/,
            /\bset(Timeout|Interval)\b/,
            /\bperformance\./,
          ])
        : [],
    bad: [
      sample('src/flows/wake.ts', 'const now = new Date()'),
      sample('src/flows/send.ts', 'setTimeout(f, 9)'),
    ],
    good: [sample('src/flows/wake.ts', 'const now = world.clock.now()')],
  },
  {
    name: 'what someone wrote is handed out in few places',
    why: 'Only sharing.ts may turn a reply into something another person sees; the rest is for its author alone.',
    faults: (source) => {
      if (!isOurs(source)) return []
      const code = codeOf(source)
      const given = importsOf(source)
        .flatMap(({ names }) => names)
        .filter((name) => wordGivers[name]?.includes(source.path) === false)
        .map((name) => `uses ${name}`)
      const reads = /\bparts\b/.test(code) && !readersOfParts.includes(source.path) ? ['reads parts'] : []
      return ['domain', 'flows', 'slack', 'store', 'app', 'practice'].includes(partOf(source.path))
        ? [...given, ...reads]
        : given
    },
    bad: [
      sample('src/slack/views/home.ts', `import { wordsOf } from '../../domain/consent.ts'`),
      sample('src/flows/read-home.ts', 'const all = leader.reflections.flatMap(({ parts }) => parts)'),
      sample('src/slack/actions/configure.ts', `import { readPreview } from '../../flows/read-forms.ts'`),
      sample('src/sandbox/habits.ts', `import { ownMonth } from '../domain/digest.ts'`),
    ],
    good: [
      sample('src/flows/compose-edition.ts', `import { pull } from '../domain/sharing.ts'`),
      sample('src/flows/read-home.ts', 'const replies = leader.reflections.length'),
    ],
  },
  {
    name: 'figures are worked out without a word of anyone’s',
    why: 'What never sees a reply can show none of it; sharing.ts alone decides what leaves.',
    faults: (source) =>
      source.path === 'src/domain/thresholds.ts'
        ? importsOf(source).flatMap(({ names, from }) => [
            ...names.filter((name) => ['Leader', 'Reflection', 'Part', 'Share'].includes(name)),
            ...(/sharing|consent|yes|reflection|leader/.test(from) ? [from] : []),
          ])
        : [],
    bad: [
      sample('src/domain/thresholds.ts', `import { components, type Reflection } from './model.ts'`),
      sample('src/domain/thresholds.ts', `import { wordsOf } from './consent.ts'`),
    ],
    good: [sample('src/domain/thresholds.ts', `import type { LeaderId } from './model.ts'`)],
  },
  {
    name: 'Slack’s side is given what it shows, never a whole document',
    why: 'A view that held a leader’s document could show any of it to anyone.',
    faults: (source) =>
      partOf(source.path) === 'slack' && isOurs(source)
        ? importsOf(source)
            .filter(({ from }) => /domain\/(model|workspace)\.ts$/.test(from))
            .flatMap(({ names }) => names.filter((name) => wholeDocuments.includes(name)))
            .map((name) => `imports ${name}`)
        : [],
    bad: [
      sample('src/slack/views/home.ts', `import { type Leader, levels } from '../../domain/model.ts'`),
      sample('src/slack/modals/reply.ts', `import type { Reflection } from '../../domain/model.ts'`),
    ],
    good: [sample('src/slack/modals/reply.ts', `import { ReflectionId } from '../../domain/model.ts'`)],
  },
  {
    name: 'names say what is inside',
    why: 'Whatever is called utils or a manager collects what nobody could name.',
    faults: (source) => [
      ...source.path
        .split('/')
        .flatMap((it) => it.replace(/(\.test|\.bench)?\.tsx?$/, '').split('-'))
        .filter((word) => vague.test(word))
        .map((word) => `is called ${word}`),
      ...codeOf(source)
        .matchAll(/\b(?:const|function|type|class)\s+(\w*?(?:Utils?|Helpers?|Manager|Misc|Impl))\b/g)
        .map(([, name]) => `names something ${name}`),
    ],
    bad: [
      sample('src/utils/dates.ts', ''),
      sample('src/flows/send-helpers.ts', ''),
      sample('test/common.ts', ''),
      sample('src/slack/service.ts', ''),
      sample('src/store/json.ts', 'class StoreManager {}'),
      sample('src/store/json.ts', 'const dateUtils = 1'),
    ],
    good: [sample('src/domain/servicing.ts', 'const help = 1')],
  },
  {
    name: 'files are in kebab case, and imports of ours end in .ts',
    why: 'Node runs the sources as they are, and some machines tell capitals apart where others do not.',
    faults: (source) => [
      ...(/^[a-z0-9./-]+$/.test(source.path) ? [] : ['is not in kebab case']),
      ...importsOf(source)
        .filter(({ from }) => from.startsWith('.') && !/\.(tsx?|js|css|json)$/.test(from))
        .map(({ from }) => `imports ${from}`),
    ],
    bad: [
      sample('src/flows/recordReply.ts', ''),
      sample('src/flows/wake.ts', `import { send } from './send'`),
      sample('src/flows/wake.ts', `import { Posted } from '..'`),
    ],
    good: [sample('src/sandbox/ui/app.tsx', `import './base.css'`)],
  },
  {
    name: 'nothing is exported as default',
    why: 'A thing then has one name wherever it is used, and can be searched for.',
    faults: (source) =>
      /(vite|vitest)\.config\.ts$/.test(source.path)
        ? []
        : matches(codeOf(source), [/\bexport\s+default\b/, /\bexport\s*\{[^}]*\bas\s+default\b/]),
    bad: [
      sample('src/flows/wake.ts', 'export default function wake() {}'),
      sample('src/flows/wake.ts', 'export { wake as default }'),
    ],
    good: [sample('test/vitest.config.ts', 'export default {}'), sample('src/main.ts', '// export default')],
  },
  {
    name: 'no file passes on what others export',
    why: 'Through a barrel everything imports everything, and the order of parts can no longer be seen.',
    faults: (source) => [
      ...(/\/index\.tsx?$/.test(source.path) ? ['is an index'] : []),
      ...matches(codeOf(source), [/\bexport\s+(type\s+)?(\*|\{[^}]*\})[^;'"\n]*\bfrom\b/]),
    ],
    bad: [
      sample('src/domain/all.ts', `export * from './leader.ts'`),
      sample('src/domain/all.ts', `export * as leader from './leader.ts'`),
      sample('src/domain/all.ts', `export type {\n  Leader,\n} from './model.ts'`),
      sample('src/domain/index.ts', ''),
    ],
    good: [sample('src/slack/register.ts', `export const a = 1\nimport { b } from './b.ts'`)],
  },
]

function matches(code: string, patterns: readonly RegExp[]): string[] {
  return patterns.flatMap((pattern) => code.match(pattern)?.[0] ?? []).map((found) => `has ${found}`)
}

describe.each(rules)('$name', ({ name, why, faults, bad, good }) => {
  it('tells a bad sample from a good one', () => {
    for (const source of bad) expect(faults(source), source.text || source.path).not.toEqual([])
    for (const source of good) expect(faults(source), source.text || source.path).toEqual([])
  })

  it('holds everywhere', () => {
    const own = sources.filter(({ path }) => path !== 'test/architecture.test.ts')
    expect(own.length).toBeGreaterThan(100)
    const found = own.flatMap((source) => faults(source).map((fault) => `${source.path} ${fault}`))
    expect(found, `${name}: ${why}`).toEqual([])
  })
})
