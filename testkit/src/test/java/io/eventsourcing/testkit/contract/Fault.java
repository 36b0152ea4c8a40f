package io.eventsourcing.testkit.contract;

import java.util.List;

/** What can be wrong with a backend, and the tests that find it. */
enum Fault {
    NONE,

    SWALLOWS_CONFLICTS(
            "aTakenVersionIsAConflictThatNamesItAndLeavesNothingBehind", "ofManyWhoWantOneVersionExactlyOneGetsIt"),
    STORES_HALF("aTakenVersionIsAConflictThatNamesItAndLeavesNothingBehind", "aVersionTwiceInOneCallIsAConflictToo"),
    NAMES_NO_CULPRIT("aTakenVersionIsAConflictThatNamesItAndLeavesNothingBehind"),
    REVERSES_IDS("givesAscendingIdsInTheOrderOfTheEvents"),
    ROUNDS_TIMES("keepsEveryColumnAsItWas"),
    LOSES_METADATA("keepsEveryColumnAsItWas"),
    LOSES_LARGE_STATES("keepsEmptyAndLargeStates"),
    MIXES_ORIGINATORS("originatorsDoNotSeeEachOther"),
    FORGETS_DESCENDING("theNewestComeFirstIfAskedSo"),
    REFUSES_NOTHING_TO_INSERT("nothingIsFine"),
    REFUSES_GAPS("versionsNeedNotBeConsecutive"),
    MIXES_THE_KEYS_OF_APPLICATIONS("theSameOriginatorInAnotherApplicationIsNoConflict"),
    COMMITS_EARLY("whatCommitsIsThereAndWhatThrowsIsNot", "anOvertakingCommitIsNotDeliveredBeforeTheOneItOvertook"),

    SKIPS_A_NOTIFICATION("notificationsCarryTheEventsInTheOrderOfTheirIds"),
    REPEATS_A_NOTIFICATION("rangesAreOpenBelowAndClosedAbove", "readersBesideManyWritersMissNothingAndGoNeverBack"),
    IGNORES_THE_TOPICS("topicsAreFilteredBeforeTheLimitIsCounted"),
    FILTERS_AFTER_THE_LIMIT("topicsAreFilteredBeforeTheLimitIsCounted"),
    SHOWS_EVERYTHING_AT_LIMIT_ZERO("aLimitCountsFromTheBeginningAndZeroIsNone"),
    MIXES_APPLICATIONS("applicationsDoNotSeeEachOther"),
    MIXES_KINDS("firstEventsAreSelectedByTheKindOfTheirOriginatorInPages"),
    SHARES_THE_GREATEST_ID("applicationsDoNotSeeEachOther"),

    SEARCHES_ANY_METADATA("eventsAreFoundByExactValuesOfTheirMetadata", "conditionsNarrowEachOther"),
    SEARCHES_FORWARDS_ONLY("pagesGoOnBeyondTheLastIdInBothDirections"),
    REPEATS_A_ROW("rowsAreSelectedInPages"),
    SPLITS_ORIGINATORS("rowsAreSelectedByOriginatorInPages"),
    REPLACES_NOTHING("aStateIsReplacedUnlessItIsAnotherByNow"),
    LOSES_KEYS("aKeyIsFoundAgainByItsOriginatorAndApplication"),
    GIVES_A_SECOND_KEY("anOriginatorHasOneKeyForEver"),
    RESTORES_FORGOTTEN_KEYS("aForgottenKeyIsGoneAndRemembered"),

    SETTLES_WHAT_IS_COMMITTED(
            "anOvertakingCommitIsNotDeliveredBeforeTheOneItOvertook",
            "anOvertakenTransactionThatRollsBackLetsTheOneThatOvertookItThrough"),
    SETTLES_NOTHING("withNothingInFlightEverythingCommittedIsSettled", "aRolledBackTransactionFreesTheHead"),
    GOES_BACK("theHeadNeverGoesBack"),

    MIXES_FOLLOWERS("followersAndLeadersAreTrackedApart"),
    MIXES_SEGMENTS("segmentsAreTrackedApartAndTheLowestCounts"),
    LOSES_MOVES("aFollowerBeginsAtZeroAndMovesOn"),
    MOVES_FROM_ANYWHERE("onlyWhoReadThePositionMayMoveFromIt"),
    MOVES_BACK("positionsAscend"),
    LOCKS_NOBODY_OUT(
            "whileOneTransactionHoldsTheLockAnotherGoesAwayWithoutWaiting",
            "whoComesSecondToAFollowerThatHasNeverRunGoesAwayWithoutWaitingToo",
            "aRollBackFreesTheLock"),
    LOCKS_WITHOUT_A_TRANSACTION("aLockNeedsATransaction"),
    CUTS_FAILURES("aFailureIsRememberedUntilItIsCleared"),
    KEEPS_FAILURES("aFailureIsRememberedUntilItIsCleared"),
    PAUSES_NOBODY("aPausedFollowerSaysSoToWhoLocksItUntilItIsResumed", "aFollowerThatHasNeverRunCanBePaused"),
    FORGETS_THE_EVENT_OF_A_POSITION("theEventOfAPositionIsRememberedForEachSegment"),
    FORGETS_REPLAYS("whereAReplayEndsIsRememberedForEachSegmentUntilTheyAreReplaced"),
    MIXES_NUMBERS_OF_SEGMENTS("segmentsAreReplacedByOthersAtOnePosition"),

    PARKS_NOTHING("whatIsParkedIsSelectedInPagesInTheOrderOfTheIds"),
    PARKS_FOR_EVERYONE("followersAndLeadersParkApart"),
    KEEPS_WHAT_IS_REMOVED("whatIsRemovedIsGone"),
    UNPARKS_THE_LAST("theFirstOfAnOriginatorIsTheOneOfTheLowestId"),
    FORGETS_ATTEMPTS("anAttemptIsStored"),

    LOSES_MESSAGES("theMessageThatWasDueFirstComesFirstAndNoneBeforeItsTime"),
    REPEATS_MESSAGES("aMessageIsTakenOutOnce", "ofManyWhoTakeAMessageOutOneHasIt"),
    DELIVERS_EARLY("theMessageThatWasDueFirstComesFirstAndNoneBeforeItsTime"),
    TRIES_AT_ONCE("aFailedMessageComesWhenItIsToBeTriedAgain"),

    IS_ALWAYS_ACTIVE("aTransactionIsActiveOnlyWithinItsWork", "withoutATransactionEventsAreWrittenAtOnce"),
    ENLISTS_WITHOUT_A_TRANSACTION("nobodyEnlistsWithoutATransaction"),
    IGNORES_ROLL_BACK("whatCommitsIsThereAndWhatThrowsIsNot", "aMoveThatRollsBackDidNotHappen"),
    JOINS_SEPARATE_WORK("separateWorkStaysWhenTheOuterTransactionRollsBack", "separateWorkHasParticipantsOfItsOwn"),
    JOINS_NOTHING("requiredWorkJoinsTheActiveTransaction"),
    FORGIVES_INNER_FAILURES("aFailureThatJoinedAndWasSwallowedRollsTheWholeBack"),
    WRITES_NOTHING_AT_THE_END("participantsAreToldOfTheCommitOnce", "inATransactionEventsAreWrittenAtItsEnd"),
    TELLS_NOBODY_OF_THE_END(
            "participantsAreToldOfTheRollBackOnce", "aRolledBackTransactionWritesNothingPromptsNobodyAndTellsTheSaver"),
    ALWAYS_TELLS_OF_A_COMMIT("participantsAreToldOfTheRollBackOnce"),
    IGNORES_VETOES("whatAParticipantThrowsBeforeTheCommitRollsBackAndIsThrownOn"),
    ASKS_PARTICIPANTS_ONCE("participantsAreCalledAgainUntilNoneDoesAnything"),
    FORGETS_PARTICIPANTS("readsSeeWhatIsKeptOnTopOfWhatIsStored", "aConflictWithinTheTransactionShowsAtOnce");

    private final List<String> foundBy;

    Fault(String... foundBy) {
        this.foundBy = List.of(foundBy);
    }

    /** The names of tests that must fail. */
    List<String> foundBy() {
        return foundBy;
    }
}
