import { defineConfig } from '@playwright/test';

// Run by `cargo xtask test`, against the page in dist as a static host would serve it from a sub-folder.
// The browser is the system's: none is downloaded.

const port = Number(process.env.E2E_PORT ?? 8123);
const address = `http://127.0.0.1:${port}/some/folder/`;

export default defineConfig({
  testDir: 'specs',
  outputDir: 'test-results',
  // A test that passes at the second try only has found something.
  retries: 0,
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  timeout: 30_000,
  use: {
    baseURL: address,
    // A trace costs a third of the time: `TRACE=1` keeps those of failures.
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
    launchOptions: {
      executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
      args: [
        '--headless=new',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: 'node static-server.mjs',
    url: address,
    env: { E2E_PORT: String(port) },
    reuseExistingServer: false,
    stdout: 'ignore',
    stderr: 'pipe',
  },
});
