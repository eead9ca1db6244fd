import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import 'slack-blocks-to-jsx/dist/style.css'
import './base.css'
import './rail.css'
import './shell.css'
import './conversation.css'
import './blocks.css'
import './charts.css'
import './files.css'
import './dialog.css'
import { App } from './app.tsx'

const page = document.getElementById('page')
if (!page) throw new Error('index.html has no element #page')
createRoot(page).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
