// What Slack sends over HTTP, signed as Slack signs it (https://docs.slack.dev/authentication/verifying-requests-from-slack).
import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Answer = { status: number; body: string }

/** Speaks as Slack to an app that listens on this port of this machine. */
export const slackSpeaking = ({ port, secret, team }: { port: number; secret: string; team: string }) => {
  const address = `http://127.0.0.1:${port}/slack/events`
  const send = async (
    body: string,
    type: string,
    { secondsAgo = 0, signedWith = secret }: { secondsAgo?: number; signedWith?: string } = {},
  ): Promise<Answer> => {
    const timestamp = Math.floor(Date.now() / 1000) - secondsAgo
    const signature = createHmac('sha256', signedWith).update(`v0:${timestamp}:${body}`).digest('hex')
    const response = await fetch(address, {
      method: 'POST',
      headers: {
        'content-type': type,
        'x-slack-request-timestamp': String(timestamp),
        'x-slack-signature': `v0=${signature}`,
      },
      body,
    })
    return { status: response.status, body: await response.text() }
  }
  const json = 'application/json'
  const form = 'application/x-www-form-urlencoded'
  const interaction = (payload: object, how?: Parameters<typeof send>[2]) =>
    send(
      new URLSearchParams({ payload: JSON.stringify({ team: { id: team }, ...payload }) }).toString(),
      form,
      how,
    )
  return {
    address,
    raw: (body: object, how?: Parameters<typeof send>[2]) => send(JSON.stringify(body), json, how),
    event: (event: object, how?: Parameters<typeof send>[2]) =>
      send(
        JSON.stringify({
          type: 'event_callback',
          team_id: team,
          event_id: `Ev${Math.random()}`,
          event_time: 1,
          event,
        }),
        json,
        how,
      ),
    press: (
      {
        user,
        action,
        value,
        trigger = '',
      }: { user: string; action: string; value?: string; trigger?: string },
      how?: Parameters<typeof send>[2],
    ) =>
      interaction(
        {
          type: 'block_actions',
          user: { id: user, team_id: team },
          trigger_id: trigger,
          actions: [{ type: 'button', action_id: action, block_id: 'B', value, action_ts: '1.000000' }],
        },
        how,
      ),
    submit: ({ user, view }: { user: string; view: object }) =>
      interaction({ type: 'view_submission', user: { id: user, team_id: team }, view }),
    command: (fields: Record<string, string>, how?: Parameters<typeof send>[2]) =>
      send(new URLSearchParams({ team_id: team, ...fields }).toString(), form, how),
  }
}

/** A port of the loopback interface that nobody listens on. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
