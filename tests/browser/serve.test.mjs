// A preview in Chromium: an edit loads the page again, and what is wrong is said over it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';

import { useChromium, withPage } from './support.mjs';

let hub, server, origin;

const edit = text => writeFileSync(join(hub, 'models/acme/one/README.md'), text);

before(async () => {
  hub = mkdtempSync(join(tmpdir(), 'serve-'));
  mkdirSync(join(hub, 'models/acme/one'), { recursive: true });
  edit('---\nlicense: mit\n---\n# One\n\nAs it was.\n');
  server = spawn(process.env.CARDEX_PROGRAM, ['serve', '--port', '0', hub], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface(server.stdout), 'line');
  origin = line.split(' ')[0];
});

after(async () => {
  server.kill('SIGINT');
  const [code] = await once(server, 'exit');
  rmSync(hub, { recursive: true });
  assert.equal(code, 0);
});

useChromium();

test('an edit is seen, and an error is said over the page', () => withPage({}, async (page, { faults, requests }) => {
  await page.goto(`${origin}models/acme/one/`);
  await page.getByText('As it was.').first().waitFor();
  const panel = page.getByRole('region', { name: 'Findings of the preview' });
  assert.equal(await panel.count(), 0);

  edit('---\nlicense: mit\n---\n# One\n\nIn other words.\n');
  await page.getByText('In other words.').first().waitFor();

  edit('---\nlicense: mit\nweights: [{uri: "javascript:alert(1)<img src=x onerror=alert(2)>"}]\n---\n# One\n\nBroken.\n');
  await page.getByText('Broken.').first().waitFor();
  await panel.waitFor();
  assert.match(await panel.innerText(), /This page’s card\s+error models\/acme\/one\/README\.md:3:\d+/);
  assert.equal(await panel.locator('img, script').count(), 0);

  // Put away, it stays away after the page was loaded again, and can be brought back.
  await panel.getByRole('button', { name: 'Close' }).press('Escape');
  const chip = page.getByRole('button', { name: /^\d+ errors?, \d+ warnings?$/ });
  await chip.waitFor();
  await page.reload();
  await chip.waitFor();
  assert.equal(await panel.isVisible(), false);
  await chip.click();
  assert.equal(await panel.isVisible(), true);

  // The pages stay while hub.yaml is broken.
  writeFileSync(join(hub, 'hub.yaml'), 'site: {title: [\n');
  await panel.getByText('The site is as it was before the last change').waitFor();
  assert.match(await panel.innerText(), /error the hub\s+hub\.yaml:2:1: /);
  await page.getByText('Broken.').first().waitFor();
  writeFileSync(join(hub, 'hub.yaml'), 'site: {title: Mended}');
  await page.waitForFunction(() => document.title.endsWith('Mended'));

  assert.deepEqual(faults, []);
  assert.deepEqual(requests.filter(url => !url.startsWith(origin) && !url.startsWith('data:')), []);
}));
