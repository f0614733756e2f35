export { eraseAnswers, keepAnswer, keepAnswersOf, readAnswers } from './kept-answers';
