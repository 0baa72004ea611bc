import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { whyNoStandIn } from '../../src/demo-slack/program.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry, aSimpleFlow } from '../support/builders.ts';
import { testChromium, whyNoChromium } from '../support/chromium.ts';
import { describeUnless } from '../support/skip.ts';
import { aSlackStage, type SlackStage } from '../support/slack-stage.ts';
import { whyNoTemporal } from '../support/temporal.ts';

const organisation = anOrganisation({
  policy: { ...anOrganisation().policy, flows: [aSimpleFlow({ kind: 'app_owner' })] },
  people: ['maya', 'ada'].map((name) => aPersonEntry({ email: `${name}@example.com`, name })),
  apps: [
    anAppEntry({
      ...{ slug: 'aws', name: 'Production AWS', owners: ['ada@example.com'] },
      entitlements: [anEntitlementEntry({ slug: 'deploy', name: 'Deploy' }), anEntitlementEntry({ slug: 'read' })],
    }),
  ],
});

describeUnless(
  whyNoStandIn() ?? (await whyNoTemporal()) ?? (await whyNoChromium()),
  'from asking to the end, in Slack alone',
  () => {
    const { context } = testChromium();
    let stage: SlackStage;
    beforeAll(async () => {
      stage = await aSlackStage(organisation, { tells: true });
    });
    afterAll(() => stage.close());

    async function slackAs(name: string): Promise<Page> {
      const page = await (await context()).newPage();
      page.setDefaultTimeout(8_000);
      await page.goto(stage.standIn.page);
      await page.getByRole('combobox').first().selectOption({ label: name });
      return page;
    }

    it('from Home, what waits is rejected with a comment, and who asked reads it', async () => {
      await stage.people.asked('maya', 'aws/read', { reason: 'To look' });
      const ada = await slackAs('ada');
      await ada.locator('.sidebar').getByText('leasehold').click();
      await ada.locator('.home').getByText('To look').waitFor();
      await ada.locator('.home').getByRole('button', { name: 'Reject' }).click();
      await ada.locator('.modal').getByRole('textbox').fill('Ask Lin first');
      await ada.locator('.modal').getByRole('button', { name: 'Reject' }).click();
      await ada.locator('.modal').getByText('Rejected').waitFor();
      await ada.locator('.modal').getByRole('button', { name: 'Done' }).click();
      await ada.locator('.home').getByText('Nothing waits for you').waitFor();
      const maya = await slackAs('maya');
      await maya.locator('.sidebar').getByText('maya', { exact: true }).click();
      await maya.getByText('Rejected by ada').first().waitFor();
      expect(await maya.getByText('Ask Lin first').count()).toBeGreaterThan(0);
    });

    it('somebody asks, an owner approves, it is given, and it is ended', async () => {
      const maya = await slackAs('maya');
      const composer = maya.locator('.composer-input');
      await composer.fill('/access aws');
      await composer.press('Enter');
      const modal = maya.locator('.modal');
      await modal.getByText('Deploy').waitFor();
      await modal.getByRole('checkbox').first().check();
      await modal.getByRole('button', { name: 'Next' }).click();
      await modal.getByRole('combobox').selectOption({ label: '8 hours' });
      await modal.getByRole('textbox').fill('Rolling back 4411');
      await modal.getByRole('button', { name: 'Preview' }).click();
      await modal.getByText('Goes to').waitFor();
      await modal.getByRole('button', { name: 'Submit' }).click();
      await modal.getByText('Waiting').waitFor();
      await modal.getByRole('button', { name: 'Done' }).click();
      const ada = await slackAs('ada');
      await ada.locator('.sidebar').getByText('ada', { exact: true }).click();
      await ada.getByRole('button', { name: 'Approve' }).click();
      await ada.getByText('Approved by ada').first().waitFor();
      await maya.locator('.sidebar').getByText('maya', { exact: true }).click();
      await maya.getByRole('button', { name: 'End now' }).click();
      await maya.getByText('removed, verified').first().waitFor();
      expect(stage.reported).toEqual([]);
    });
  },
);
