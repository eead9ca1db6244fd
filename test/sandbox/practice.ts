// A practice workspace and a real Bolt app connected to it, for the tests of the sandbox.
import { App, LogLevel, SocketModeReceiver } from '@slack/bolt'
import { WebClient, type WebClientOptions } from '@slack/web-api'
import { onTestFinished, vi } from 'vitest'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/sandbox.ts'
import { overRealSockets } from '../real-sockets.ts'

export const priya = 'U07NF1PRIYA'
export const farah = 'U07NF5FARAH'
export const doreen = 'U07NF9DOREN'
export const partnership = 'C07NFPARTNR'

/** Longer than Slack waits: on a machine that is busy with other things a test is about what happens, not how soon. */
export const patient = { ackMs: 30_000, triggerMs: 30_000 }

/** Resolves once an expectation holds, however busy the machine is; throws what it lacks where it never does. */
export const eventually = (holds: () => void): Promise<void> => vi.waitFor(holds, { timeout: 30_000 })

const nothing = () => undefined
export const quiet = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
}

const calm: WebClientOptions = { logger: quiet, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true }

/** A practice workspace that ends with its test. It is Monday 5 January 2026, 09:00. */
export async function practice(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  overRealSockets()
  const sandbox = await startSandbox({ now: () => Date.UTC(2026, 0, 5, 9), ...options })
  onTestFinished(() => sandbox.close())
  return sandbox
}

export const clientOf = (sandbox: Sandbox, token = sandbox.botToken): WebClient =>
  new WebClient(token, { slackApiUrl: sandbox.apiUrl, ...calm })

/**
 * A Bolt app with the listeners that `listen` gives it, connected by Socket Mode. `clientPingTimeout` is how many
 * milliseconds it waits for a pong before it gives its connection up, and before it connects again. Where it is short, a
 * machine that is busy for as long loses the connection, and what is sent just then.
 */
export async function connected(
  sandbox: Sandbox,
  listen: (app: App) => void,
  clientPingTimeout?: number,
): Promise<App> {
  const clientOptions = { slackApiUrl: sandbox.apiUrl, ...calm }
  const receiver = new SocketModeReceiver({
    appToken: sandbox.appToken,
    logger: quiet,
    ...(clientPingTimeout && { clientPingTimeout }),
    installerOptions: { clientOptions },
  })
  const app = new App({ token: sandbox.botToken, receiver, logger: quiet, clientOptions })
  listen(app)
  await app.start()
  onTestFinished(async () => void (await app.stop()))
  return app
}

/** What Slack answered to a call that it refused. */
export async function refusal(call: Promise<unknown>): Promise<Record<string, unknown> & { error: string }> {
  try {
    await call
  } catch (error) {
    return (error as { data: Record<string, unknown> & { error: string } }).data
  }
  throw new Error('The call was not refused.')
}
