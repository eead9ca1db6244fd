// Everything that `doctor` looks at, in the order in which it is best mended.
import { resolve } from 'node:path'
import type { Config } from '../../config.ts'
import { examineData } from './data.ts'
import { type Finding, fault, fine, type Machine } from './finding.ts'
import { examineLedger } from './ledger.ts'
import { examineMachine } from './machine.ts'
import { examineVersion } from './running.ts'
import { examinePorts, examineSettings, openHealth } from './settings.ts'
import { slackFindings } from './slack.ts'

/** Reads and asks only: it takes no lock, and writes nothing. */
export const examine = async (machine: Machine): Promise<Finding[]> => {
  const onMachine = await examineMachine(machine)
  const { findings: onSettings, config, data } = await examineSettings(machine)
  const onSlack = config?.slack ? await slackFindings(config.slack, machine) : undefined
  const onData = await examineData(data, onSlack?.workspace, machine)
  const onLedger = config ? await examineLedger(config, data, machine) : []
  const onVersion = onData.isRunning ? await examineVersion(resolve(machine.folder, data), machine) : []
  const onPorts = !config ? [] : onData.isRunning ? await runningFindings(config) : await examinePorts(config)
  return [
    ...onMachine,
    ...onSettings,
    ...(onSlack?.findings ?? []),
    ...onData.findings,
    ...onLedger,
    ...onVersion,
    ...onPorts,
  ]
}

/** What the running Balcony says of itself. */
const runningFindings = async (config: Config): Promise<Finding[]> => {
  if (!config.health || !config.slack) return []
  const { port, host } = config.health
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}/readyz`
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(5_000) })
    const said = (await answer.text()).trim()
    return [
      answer.ok
        ? fine('ready', 'The running Balcony says that it is ready.')
        : fault(
            'not-ready',
            `The running Balcony says that it is not ready: ${said.replaceAll('\n', '; ')}`,
            address,
            'docs/operating.md, “What to do when”, says what each of these means.',
          ),
      ...openHealth(config),
    ]
  } catch (error) {
    const { cause, name } = error as { name: string; cause?: { code?: string } }
    return [
      fault(
        'health',
        `The running Balcony does not answer about its health (${cause?.code ?? name}).`,
        address,
        'If HEALTH_PORT was changed since it started, start it again. Otherwise look at its log, and start it again.',
      ),
    ]
  }
}
