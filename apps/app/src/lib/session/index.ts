export {
  logIn,
  logOut,
  onWipe,
  type SessionState,
  startSession,
  updateMe,
  useMe,
  useSession,
  verifyEmail,
} from './session';
