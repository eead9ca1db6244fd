// The settings: `.env`, the environment, the packs that it names, and the ports that are to be listened on.
import { existsSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { type Config, readConfig, settings } from '../../config.ts'
import { readPacks } from '../../content/load-packs.ts'
import { readEnvFile } from '../../env-file.ts'
import { documentsFolder } from '../documents-folder.ts'
import { advice, type Finding, fault, fine, type Machine, note } from './finding.ts'

/**
 * What there is to say of the settings, and the settings themselves where they can be used. `data` is the documents'
 * folder, as far as can be told.
 */
export const examineSettings = async (
  machine: Machine,
): Promise<{ findings: Finding[]; config: Config | undefined; data: string }> => {
  const file = join(machine.folder, '.env')
  const { settings: inFile, faults } = readEnvFile(file)
  const environment = { ...inFile, ...machine.environment }
  const config = readConfig(environment)
  const wrong = [
    ...faults.map((it) => fault('env-file', it, file, 'Mend that line, and start Balcony again.')),
    ...('faults' in config
      ? config.faults.map((it) =>
          fault(
            'setting',
            it,
            placeOf(it, machine.environment, inFile, file),
            'Mend it there, and start Balcony again.',
          ),
        )
      : []),
  ]
  const set = settings.filter((name) => environment[name]?.trim())
  const usable = 'faults' in config ? undefined : config
  return {
    findings: [
      ...wrong,
      ...(wrong.length === 0 ? [fine('settings', describeSet(set, inFile))] : []),
      ...openFile(file),
      ...(usable && !usable.slack
        ? [
            note(
              'practice',
              'There are no Slack tokens, so `npm start` opens the practice workspace.',
              'To run Balcony in your workspace, follow the five steps in README.md.',
            ),
          ]
        : []),
      ...(await packFindings(usable, machine)),
    ],
    config: usable,
    data: usable ? documentsFolder(usable) : (environment.BALCONY_DATA ?? 'data'),
  }
}

/** Whether the ports can be had; only where no Balcony runs that has them. */
export const examinePorts = async (config: Config): Promise<Finding[]> => {
  const wanted = [
    ...(config.slack?.connection.mode === 'http'
      ? [{ name: 'PORT', port: config.slack.connection.port, host: '0.0.0.0' }]
      : []),
    ...(config.health ? [{ name: 'HEALTH_PORT', ...config.health }] : []),
  ]
  const findings = await Promise.all(
    wanted.map(async ({ name, port, host }) => {
      const why = await whyNotListening(port, host)
      if (!why) return fine('port', `${name} ${port} is free.`)
      return why === 'EADDRINUSE'
        ? fault(
            'port',
            `Port ${port} is already in use by another program.`,
            name,
            `Stop the program that holds it (\`ss -ltnp\` names it), or choose another port with ${name}.`,
          )
        : fault(
            'port',
            `Port ${port} at ${host} cannot be listened on (${why}).`,
            name,
            why === 'EACCES'
              ? 'Choose a port of 1024 or more: lower ones are kept for root.'
              : 'Choose an address that this machine has.',
          )
    }),
  )
  return [...findings, ...openHealth(config)]
}

export const openHealth = ({ health }: Config): Finding[] =>
  health && !/^(127\.|::1$|localhost$)/.test(health.host)
    ? [
        advice(
          'health-open',
          'Health and metrics can be reached from other machines, and ask nobody who they are.',
          'HEALTH_HOST',
          'Let a firewall admit your monitoring alone, or leave HEALTH_HOST out and collect on this machine.',
        ),
      ]
    : []

const whyNotListening = (port: number, host: string): Promise<string | undefined> =>
  new Promise((done) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => done(error.code ?? 'unknown fault'))
    server.listen(port, host, () => server.close(() => done(undefined)))
  })

const describeSet = (set: readonly string[], inFile: Record<string, string>): string => {
  if (set.length === 0) return 'No setting is set; every one has a value of its own.'
  const from = set.map((name) => (inFile[name] === undefined ? name : `${name} (.env)`))
  return `Settings can be used: ${from.join(', ')}.`
}

/** Where the setting that a sentence begins with was made. */
const placeOf = (
  said: string,
  environment: Record<string, string | undefined>,
  inFile: Record<string, string>,
  file: string,
): string => {
  const name = said.split(' ')[0] ?? ''
  if (environment[name] !== undefined) return `${name} in the environment`
  return inFile[name] === undefined ? `${name}: in ${file}, or in the environment` : `${name} in ${file}`
}

const openFile = (file: string): Finding[] => {
  if (process.platform === 'win32' || !existsSync(file)) return []
  const { mode } = statSync(file)
  return (mode & 0o077) === 0
    ? []
    : [
        advice(
          'env-file-open',
          'It holds tokens, and others on this machine can read it.',
          file,
          `chmod 600 ${file}`,
        ),
      ]
}

const packFindings = async (config: Config | undefined, { folder, shipped }: Machine): Promise<Finding[]> => {
  const own = (config?.packs ?? []).map((it) => resolve(folder, it))
  const read = await readPacks([shipped, ...own])
  if (!('faults' in read)) {
    const n = read.packs.length
    return [
      fine(
        'packs',
        n === 1 ? 'The shipped questions can be read.' : `All ${n} packs of questions can be read.`,
      ),
    ]
  }
  return read.faults.map((it) =>
    fault(
      'pack',
      it.says,
      join(it.folder, it.file ?? '') + (it.line ? `, line ${it.line}` : ''),
      'Mend it there; `npm run balcony -- check` says it of every prompt.',
    ),
  )
}
