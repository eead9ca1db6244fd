// A client made as the app makes its own, for nock or a server on this machine to answer.

import { LogLevel } from '@slack/bolt'
import { WebClient, type WebClientOptions } from '@slack/web-api'
import { carefulClient } from '../../src/slack/sender.ts'

const nothing = () => undefined
const logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
}

export const client = (options: WebClientOptions = {}, token = 'xoxb-test'): WebClient =>
  new WebClient(token, { ...carefulClient, logger, ...options })
