import { screen } from '@testing-library/react-native';
import { draw } from '@/testing/draw';
import { MailTroubleNotice } from './mail-trouble-notice';

const since = '2026-05-03T12:00:00.000Z';

it('says nothing while letters arrive', async () => {
  await draw(<MailTroubleNotice trouble={null} />);
  expect(screen.queryByRole('alert')).toBeNull();
});

it('says until when letters rest that came back', async () => {
  await draw(
    <MailTroubleNotice trouble={{ reason: 'bounce', since, retryAt: '2099-03-14T12:00:00.000Z' }} />,
  );
  expect(screen.getByText(/come back, so none are sent before .*14.*2099/)).toBeOnTheScreen();
});

it('says that the next letter is tried once they have rested', async () => {
  await draw(
    <MailTroubleNotice trouble={{ reason: 'bounce', since, retryAt: '2026-05-04T12:00:00.000Z' }} />,
  );
  expect(screen.getByText(/The next one you ask for is sent again/)).toBeOnTheScreen();
});

it('says who ends it when letters were reported', async () => {
  await draw(<MailTroubleNotice trouble={{ reason: 'complaint', since, retryAt: null }} />);
  expect(screen.getByText(/reported as unwanted/)).toBeOnTheScreen();
});
