export {
  logIn,
  logInWithPasskey,
  logOut,
  onWipe,
  refreshMe,
  startSession,
  updateMe,
  useMe,
  useSession,
  verifyEmail,
} from './session';
