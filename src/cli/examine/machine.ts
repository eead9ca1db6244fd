// This machine: the Node that runs, what is installed beside it, and what it knows of time.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { advice, type Finding, fault, fine, type Machine } from './finding.ts'

/** Where Balcony itself is installed. */
export const project = fileURLToPath(new URL('../../..', import.meta.url))

export const examineMachine = async (machine: Machine): Promise<Finding[]> => {
  const own = await packageIn(machine.project)
  return [
    nodeFinding(machine),
    ...(await installed(machine.project, own.dependencies ?? {})),
    ...(machine.londonNoon() === '13:00'
      ? [fine('time-zones', `Time zones are known (${process.versions.tz ?? 'of the system'}).`)]
      : [
          fault(
            'time-zones',
            'This Node does not know time zones, so questions would come at the wrong hour.',
            'Node',
            'Use the Node that `npm ci` brings along, or one that is built with full ICU.',
          ),
        ]),
    ...(machine.user === 0
      ? [
          advice(
            'root',
            'This is run as root. Balcony needs no right that an ordinary user has not.',
            'the user that starts it',
            'Give Balcony a user of its own: docs/operating.md says how. What root has written must then be given to that user.',
          ),
        ]
      : []),
    ...proxyFindings(machine),
  ]
}

const nodeFinding = ({ node }: Machine): Finding =>
  Number(node.split('.')[0]) >= 24
    ? fine('node', `Node ${node}.`)
    : fault(
        'node',
        `This is Node ${node}, and Balcony needs 24 or newer.`,
        'Node',
        'Start it with npm (`npm start`, `npm run balcony`), which brings the right one, or install Node 24.',
      )

/** After an upgrade without `npm ci` the old libraries are still there. */
const installed = async (folder: string, wanted: Record<string, string>): Promise<Finding[]> => {
  const off: string[] = []
  await Promise.all(
    Object.entries(wanted).map(async ([name, version]) => {
      const there = await packageIn(join(folder, 'node_modules', name)).catch(() => undefined)
      if (there?.version !== version) off.push(name)
    }),
  )
  if (off.length === 0)
    return [fine('packages', 'Every library is the one that this version was tested with.')]
  return [
    fault(
      'packages',
      `${off.length === 1 ? 'A library is' : `${off.length} libraries are`} missing or of another version: ${off.toSorted().join(', ')}.`,
      'node_modules',
      'Run `npm ci` in Balcony’s folder, and start it again.',
    ),
  ]
}

const proxyFindings = ({ environment }: Machine): Finding[] => {
  const proxy = environment.HTTPS_PROXY ?? environment.https_proxy
  if (!proxy) return []
  if (environment.NODE_USE_ENV_PROXY === '1')
    return [fine('proxy', 'Slack is called through the proxy that HTTPS_PROXY names.')]
  return [
    advice(
      'proxy',
      'HTTPS_PROXY names a proxy, and Node passes it by unless it is told to use it.',
      'the environment (not .env, which is read too late for this)',
      'If Slack is to be reached through it, set NODE_USE_ENV_PROXY=1 where the process is started; otherwise take HTTPS_PROXY away.',
    ),
  ]
}

const packageIn = async (
  folder: string,
): Promise<{ version?: string; dependencies?: Record<string, string> }> =>
  JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
