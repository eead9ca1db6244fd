// How the practice workspace's page is bundled. build-page.ts says where the result goes.
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [react()],
  base: './',
  build: { target: 'es2023', chunkSizeWarningLimit: 2_000 },
})
